// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_STORE_CORE_HPP
#define YORE_DETAIL_SQLITE_STORE_CORE_HPP

#include <yore/detail/memory/store_core.hpp>
#include <yore/detail/random_key.hpp>
#include <yore/detail/sqlite/connection.hpp>
#include <yore/detail/sqlite/schema.hpp>
#include <yore/store.hpp>
#include <yore/store/sqlite/options.hpp>

#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace yore::detail::sqlite {

using memory::thread_identity;
using yore::sqlite::durability;
using yore::sqlite::options;

inline std::int64_t count(timestamp t) { return t.time_since_epoch().count(); }
inline timestamp time_from(std::int64_t count) { return timestamp(std::chrono::microseconds(count)); }

/// The attribution of commits as it stands in a row.
struct attribution_row {
    std::optional<std::string> actor, actor_name, reason, correlation_id, entry_point, request, extra;

    attribution_row() = default;
    explicit attribution_row(const context* c) {
        if (c == nullptr) return;
        if (c->actor) {
            actor = c->actor->id;
            actor_name = c->actor->name;
        }
        reason = c->reason;
        correlation_id = c->correlation_id;
        entry_point = c->entry_point;
        if (c->request) request = yore::to_json(*c->request).dump();
        if (!c->extra.empty()) extra = yore::to_json(c->extra).dump();
    }
    friend bool operator==(const attribution_row&, const attribution_row&) = default;
};

/// A table as its store sees it.
class table_base {
public:
    virtual write_result write_in(
        const write_request&, const context*, timestamp called, bool hooks) = 0; // inside a transaction
    virtual void forget() noexcept = 0;                                          // what it keeps of the file
    virtual void notify(const void* state, const version_facts&, std::exception_ptr& first) noexcept = 0;
    virtual void set_commit(std::int64_t row, std::int64_t commit) = 0;
    virtual bool has_row(std::int64_t row) = 0;

protected:
    ~table_base() = default;
};

/// What all tables of one file share: connections, transactions, the numbers of rows, and who did it.
///
/// One connection writes, used by whoever holds `writer_`; others read, each by one thread at a time. Commits of
/// several threads that wait at the same time become one transaction of SQLite: the first of them does the work of all.
class store_core {
public:
    store_core(std::string path, const options& o) : options_(o), path_(std::move(path)) {
        if (path_ == ":memory:") {
            static std::atomic<unsigned> number{0}; // each store its own, open to all its connections
            path_ = "file:/yore_" + number_text(reinterpret_cast<std::uintptr_t>(this)) + "_" + number_text(++number) +
                    "?vfs=memdb";
            in_memory_ = true;
        }
        writer_connection_ = open_connection();
        writer_connection_.execute(
            "SELECT count(*) FROM sqlite_master", "open " + path_); // what is no database says so here
        if (is_known_file()) read_meta();                           // and what is newer
        if (!read_only() && !in_memory_) use_log();
        begin_file();
    }
    store_core(sqlite3* borrowed, const options& o)
        : options_(o), writer_connection_(borrowed, false), borrowed_(true) {
        if (borrowed == nullptr) throw error("yore: the SQLite handle is null; open the database first");
        begin_file();
    }
    ~store_core() {
        if (open_ && !borrowed_) sqlite3_exec(writer_connection_.get(), "COMMIT", nullptr, nullptr, nullptr);
    }

    digest redaction_key{};
    const options& settings() const { return options_; }
    [[nodiscard]] bool read_only() const { return options_.access == yore::sqlite::access::read_only; }
    [[nodiscard]] connection& writer() { return writer_connection_; }

    // ---- reading

    /// A connection to read with, for as long as it lives: what it reads belongs to one moment.
    class reader {
    public:
        /// For a question about one entity: may keep those who record waiting, for as long as that takes.
        struct brief_question {};
        static constexpr brief_question brief{};

        explicit reader(store_core& core) : core_(core) {
            if (!uses_writer()) use_pool();
        }
        reader(store_core& core, brief_question) : core_(core) {
            if (uses_writer()) return;
            lock_ = std::unique_lock(core.writer_, std::try_to_lock);
            if (lock_ && !core.open_) begin(core.writer_connection_); // it has more at hand than those of the pool
            else {
                if (lock_) lock_.unlock();
                use_pool();
            }
        }
        reader(const reader&) = delete;
        reader& operator=(const reader&) = delete;
        ~reader() {
            if (!begun_) return;
            try {
                query(at_->prepared(1, [] { return "COMMIT"; })).step();
                if (!own_) return;
                std::lock_guard lock(core_.pool_mutex_);
                core_.pool_.push_back(std::move(own_));
            } catch (...) { // a connection of the pool is closed
                if (!own_) sqlite3_exec(at_->get(), "ROLLBACK", nullptr, nullptr, nullptr);
            }
        }
        [[nodiscard]] connection& operator*() const { return *at_; }
        [[nodiscard]] connection* operator->() const { return at_; }

    private:
        /// Where this thread records, or nothing else is there to read from.
        bool uses_writer() {
            if (!core_.mine()) {
                if (core_.borrowed_) core_.tell_settled();
                if (!core_.borrowed_ && !core_.in_memory_ && !core_.in_open_batch()) return false;
                lock_ = std::unique_lock(core_.writer_);
            }
            at_ = &core_.writer_connection_;
            return true;
        }
        void use_pool() {
            {
                std::lock_guard lock(core_.pool_mutex_);
                if (!core_.pool_.empty()) {
                    own_ = std::move(core_.pool_.back());
                    core_.pool_.pop_back();
                }
            }
            if (!own_) own_ = std::make_unique<connection>(core_.open_connection());
            begin(*own_);
        }
        void begin(connection& at) {
            at_ = &at;
            query(at.prepared(0, [] { return "BEGIN"; })).step("begin to read");
            begun_ = true;
        }

        store_core& core_;
        connection* at_ = nullptr;
        bool begun_ = false;
        std::unique_ptr<connection> own_;
        std::unique_lock<std::mutex> lock_;
    };

    // ---- transactions of this thread

    [[nodiscard]] bool mine() const { return owner_.load() == &thread_identity; }

    void begin() {
        if (!mine()) {
            writer_.lock();
            try {
                ensure_open();
            } catch (...) {
                if (open_ && !batch_pending_) roll_back_everything();
                writer_.unlock();
                throw;
            }
            owner_.store(&thread_identity);
            marks_.clear();
            in_transaction_ = {};
        }
        try {
            marks_.push_back({pending_.size(), in_transaction_});
            savepoint("SAVEPOINT yore_");
        } catch (...) {
            marks_.pop_back();
            if (marks_.empty()) {
                if (!batch_pending_) roll_back_everything();
                leave();
            }
            throw;
        }
    }

    void commit() {
        if (marks_.size() > 1) {
            savepoint("RELEASE yore_");
            marks_.pop_back();
            return;
        }
        std::vector<pending> told;
        try {
            if (in_transaction_.commit != 0 && in_transaction_.shared) set_recorded_on();
            savepoint("RELEASE yore_");
            finish_commit(told);
        } catch (...) {
            roll_back_everything();
            marks_.clear();
            leave();
            throw;
        }
        marks_.clear();
        leave();
        tell(told);
    }

    void roll_back() noexcept {
        try {
            if (sqlite3_get_autocommit(writer_connection_.get()) == 0) {
                savepoint("ROLLBACK TO yore_");
                savepoint("RELEASE yore_");
            } else open_ = false;
        } catch (...) {
            roll_back_everything();
        }
        forget_all();
        while (pending_.size() > marks_.back().pending) pending_.pop_back();
        in_transaction_ = marks_.back().before;
        marks_.pop_back();
        if (!marks_.empty()) return;
        if (open_ && !borrowed_caller_ && !batch_pending_) roll_back_everything();
        if (borrowed_caller_) open_ = false;
        leave();
    }

    // ---- batches: this thread's commits become durable together

    void begin_batch(std::size_t commits) {
        std::lock_guard lock(writer_);
        batches_.push_back({&thread_identity, commits == 0 ? 1 : commits, 0});
        has_batches_.store(true);
    }
    void flush_batch() {
        std::vector<pending> told;
        {
            std::lock_guard lock(writer_);
            flush_open(told);
            take_own(told);
        }
        tell(told);
    }
    void end_batch() {
        std::vector<pending> told;
        std::exception_ptr failure;
        {
            std::lock_guard lock(writer_);
            for (std::size_t i = batches_.size(); i-- != 0;)
                if (batches_[i].thread == &thread_identity) {
                    batches_.erase(batches_.begin() + static_cast<std::ptrdiff_t>(i));
                    break;
                }
            has_batches_.store(!batches_.empty());
            try {
                flush_open(told);
            } catch (...) { // what others have made durable before is told all the same
                failure = std::current_exception();
            }
            take_own(told);
        }
        tell(told);
        if (failure) std::rethrow_exception(failure);
    }

    // ---- one record outside a transaction

    /// Records together with whoever else waits. Throws what the recording throws.
    write_result submit(table_base& table, const write_request& r, const context* c) {
        job mine{&table, &r, c, clock_now(), {}, {}, false};
        std::vector<pending> told;
        std::unique_lock lock(queue_mutex_);
        queue_.push_back(&mine);
        arrived_.notify_one();
        while (!mine.done) {
            if (leading_) {
                waiting_.wait(lock);
                continue;
            }
            leading_ = true;
            // Those of the last group are likely to come again, and a little patience saves a wait for the disk.
            if (last_group_ > 1) arrived_.wait_for(lock, last_took_ / 2, [&] { return queue_.size() >= last_group_; });
            std::deque<job*> group;
            group.swap(queue_);
            lock.unlock();
            const auto begun = std::chrono::steady_clock::now();
            run(group, told);
            const auto took = std::chrono::steady_clock::now() - begun;
            lock.lock();
            leading_ = false;
            last_group_ = group.size();
            last_took_ = took;
            for (job* one : group) one->done = true;
            waiting_.notify_all();
        }
        lock.unlock();
        try {
            tell(told); // a callback may record, which needs somebody else to lead
        } catch (...) { // the commits stand
            if (!mine.failure) mine.failure = std::current_exception();
        }
        if (mine.failure) std::rethrow_exception(mine.failure);
        return mine.result;
    }

    // ---- for tables, inside a transaction of the writer

    /// The number of the next row, no smaller than one that is wanted; rows of all models share the sequence.
    std::int64_t next_id(std::uint64_t wanted = 0) {
        find_next_id();
        constexpr std::uint64_t largest = std::uint64_t{1} << 62U; // leaves room behind it
        if (wanted <= largest) next_id_ = std::max(next_id_, static_cast<std::int64_t>(wanted));
        if (first_open_ == 0) first_open_ = next_id_;
        return next_id_++;
    }
    /// Whether the transaction that made a row is over. Requires: this thread uses the connection that records.
    [[nodiscard]] bool is_committed(std::int64_t id) const {
        return !borrowed_ && (!open_ || first_open_ == 0 || id < first_open_);
    }

    struct commit_place {
        std::int64_t row; // of yore_commit
        std::uint64_t id; // of the commit, as the user knows it
        bool is_new;      // the row was made for it
    };

    /// The commit of a new version with this number, made for it or joined.
    commit_place attribute(table_base& table, std::int64_t id, const context* c, timestamp proposed,
        timestamp occurred_on, bool is_explicit, std::optional<timestamp> told_recorded_on) {
        const bool in_transaction = mine();
        transaction_commit& open = in_transaction_;
        if (in_transaction && open.commit != 0) {
            if (!open.shared) share_commit();
            return {open.row, static_cast<std::uint64_t>(open.commit), false};
        }
        std::optional<timestamp> when = told_recorded_on;
        if (!when) when = recorded_on(occurred_on, is_explicit);
        else if (*when == occurred_on) when.reset();
        const auto [row, is_new] = attribution({attribution_row(c), when});
        if (in_transaction) {
            if (!open.claimed) say(c, proposed, is_explicit);
            open.commit = id;
            open.row = row;
            open.first = &table;
            open.recorded_on = told_recorded_on;
            open.has_new_row = is_new;
            open.shared = false;
        }
        return {row, static_cast<std::uint64_t>(id), is_new};
    }
    /// Says what the commit of the open transaction will say, whoever makes its first version.
    void claim(const context* c, timestamp occurred_on, bool is_explicit) {
        say(c, occurred_on, is_explicit);
        in_transaction_.claimed = true;
    }
    /// Throws: `store_error` when SQLite itself has taken back the open transaction, as where the disk was full: what
    /// came now would stand alone.
    void require_open() const {
        if (sqlite3_get_autocommit(writer_connection_.get()) != 0)
            throw store_error(
                "yore: the transaction was taken back after an error; begin a new one", SQLITE_ABORT_ROLLBACK);
    }
    /// Throws: `store_error` when redacted values cannot be compared with those of the file.
    void require_redaction_key() const {
        if (!knows_redaction_key_)
            throw store_error("yore: the redacted values of the file have a key from outside; open it with that "
                              "options::redaction_key to record them",
                SQLITE_AUTH);
    }
    /// Takes back what a record with this number has done before it failed, since the transaction may go on.
    template <class Rows> void take_back(std::int64_t id, const commit_place& made, const Rows& rows) noexcept {
        if (in_transaction_.commit == id) in_transaction_.commit = 0;
        forget_all();
        if (sqlite3_get_autocommit(writer_connection_.get()) != 0) return;
        try {
            rows();
            if (made.is_new)
                writer_connection_.execute(
                    "DELETE FROM yore_commit WHERE id = " + std::to_string(made.row), "take back a record");
        } catch (...) { // the commit will fail too
        }
    }
    /// The commit of the open transaction. Requires: `has_commit()`.
    [[nodiscard]] yore::commit joined_commit() {
        found_commit found;
        read_commit(writer_connection_, in_transaction_.row, found);
        found.commit.id = static_cast<std::uint64_t>(in_transaction_.commit);
        found.commit.recorded_on = in_transaction_.occurred_on;
        return found.commit;
    }
    /// The id that the commit of the next version will have.
    [[nodiscard]] std::uint64_t planned_commit_id() {
        find_next_id();
        return static_cast<std::uint64_t>(next_id_);
    }
    [[nodiscard]] bool joins() const { return mine() && (in_transaction_.claimed || has_commit()); }
    [[nodiscard]] bool has_commit() const { return in_transaction_.commit != 0; }
    [[nodiscard]] const context& joined_context() const { return in_transaction_.said; }
    [[nodiscard]] timestamp joined_time() const { return in_transaction_.occurred_on; }
    [[nodiscard]] bool joined_time_is_explicit() const { return in_transaction_.is_explicit; }

    /// Throws: `error` when a record in a transaction names another actor or another explicit time than the first.
    void check_same_context(const context* c) const {
        if (!joins() || c == nullptr) return;
        const transaction_commit& open = in_transaction_;
        const std::optional<actor>& first = open.said.actor;
        if (c->actor && (!first || first->id != c->actor->id))
            throw error("yore: this transaction was begun by " + (first ? first->id : "nobody in particular") +
                        " and cannot also record for " + c->actor->id + "; use one transaction for each actor");
        if (c->occurred_on && *c->occurred_on != open.occurred_on)
            throw error("yore: this transaction occurred on " + to_rfc3339(open.occurred_on) +
                        " and cannot also record on " + to_rfc3339(*c->occurred_on) +
                        "; use one transaction for each time");
    }

    /// What `on_record` will be given when all is durable.
    void tell_later(table_base& table, state_copy&& state, version_facts&& facts, std::int64_t row) {
        pending_.push_back({&table, std::move(state), std::move(facts), row, &thread_identity});
    }

    /// A commit row that was read, with what of it is the commit's.
    struct found_commit {
        yore::commit commit;
        bool has_own_id = false, has_own_time = false;
    };
    const found_commit& commit_row(
        connection& at, std::int64_t row, std::map<std::int64_t, found_commit>& known) const {
        auto [place, fresh] = known.try_emplace(row);
        if (fresh) read_commit(at, row, place->second);
        return place->second;
    }

    void execute(const std::string& sql, std::string_view doing) { writer_connection_.execute(sql, doing); }
    void add_table(table_base& t) { tables_.push_back(&t); }
    [[nodiscard]] bool is_borrowed() const { return borrowed_; }
    /// What is done now is part of a transaction that somebody else ends.
    [[nodiscard]] bool may_be_taken_back() {
        if (mine()) return true;
        std::lock_guard lock(writer_);
        return open_ || (borrowed_ && sqlite3_get_autocommit(writer_connection_.get()) == 0);
    }
    /// Nothing else is part of the open transaction of SQLite yet. Requires: `writer_` is held.
    [[nodiscard]] bool began_with_this() const { return !mine() && !borrowed_caller_ && !batch_pending_; }
    /// Numbers for the prepared statements of one more table.
    std::size_t reserve_statements(std::size_t count) { return std::exchange(statements_, statements_ + count); }

    /// Runs something on the writer's connection in a transaction of its own.
    template <class F> void alone(F&& f) {
        begin();
        try {
            f();
        } catch (...) {
            roll_back();
            throw;
        }
        commit();
    }

    /// Where and how often a commit's row is used, for `find`; once for each stretch.
    void note_activity(std::int64_t model, std::int64_t commit, std::int64_t id) {
        const std::int64_t stretch = id >> 10;
        if (stretch != noted_stretch_) {
            noted_.clear();
            noted_stretch_ = stretch;
        }
        if (!noted_.emplace(model, commit).second) return;
        query q(writer_connection_.prepared(2, [] { return "INSERT OR IGNORE INTO yore_activity VALUES (?, ?, ?)"; }));
        q.bind(model).bind(commit).bind(stretch).step("record who did it");
    }

    /// Which times a stretch of ids spans and which columns it changes.
    void note_period(std::int64_t model, std::int64_t stretch, std::int64_t earliest, std::int64_t latest,
        std::string_view changed) {
        query q(writer_connection_.prepared(
            11, [] { return "INSERT OR REPLACE INTO yore_period VALUES (?, ?, ?, ?, ?)"; }));
        q.bind(model).bind(stretch).bind(earliest).bind(latest).bind(changed).step("record times");
    }

private:
    struct job {
        table_base* table;
        const write_request* request;
        const context* c;
        timestamp called;
        write_result result;
        std::exception_ptr failure;
        bool done;
    };
    struct pending {
        table_base* table;
        state_copy state;
        version_facts facts;
        std::int64_t row;
        const void* thread; // that recorded it, and tells of it
    };
    /// The commit that the open transaction makes.
    struct transaction_commit {
        std::int64_t commit = 0; // its number: that of its first version; 0: none yet
        std::int64_t row = 0;
        table_base* first = nullptr;
        timestamp occurred_on{};
        std::optional<timestamp> recorded_on{}; // where it was told
        bool is_explicit = false;
        bool has_new_row = false; // made for its first version
        bool shared = false;      // it has several versions, and so a row of its own
        context said{};
        bool claimed = false; // what it says is settled, though it may have no version yet
    };
    struct mark {
        std::size_t pending;
        transaction_commit before;
    };
    struct batch_of_thread {
        const void* thread;
        std::size_t commits, made;
    };

    // ---- opening

    connection open_connection() const {
        sqlite3* db = nullptr;
        const int flags = (read_only() ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
                          SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (in_memory_ ? SQLITE_OPEN_URI : 0);
        const int code = sqlite3_open_v2(path_.c_str(), &db, flags, nullptr);
        connection made(db, true);
        if (code != SQLITE_OK) fail(db, code, "open " + path_);
        sqlite3_busy_timeout(db, static_cast<int>(options_.busy_timeout.count()));
        made.execute("PRAGMA foreign_keys = ON", "open " + path_);
        if (!read_only()) {
            made.execute(options_.durability == durability::full     ? "PRAGMA synchronous = FULL"
                         : options_.durability == durability::normal ? "PRAGMA synchronous = NORMAL"
                                                                     : "PRAGMA synchronous = OFF",
                "open " + path_);
        }
        made.execute("PRAGMA cache_size = -16384", "open " + path_);
        return made;
    }

    /// SQLite itself does not wait where several begin a file with a log at once.
    void use_log() {
        const auto until = std::chrono::steady_clock::now() + options_.busy_timeout;
        for (;;) {
            const int code =
                sqlite3_exec(writer_connection_.get(), "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
            if (code == SQLITE_OK) return;
            if ((code & 0xff) != SQLITE_BUSY || std::chrono::steady_clock::now() >= until)
                fail(writer_connection_.get(), code, "open " + path_);
            sqlite3_sleep(1);
        }
    }

    [[nodiscard]] bool is_known_file() {
        const statement s(
            writer_connection_.get(), "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'yore_meta'");
        return query(s).step("read the file");
    }
    void begin_file() {
        connection& db = writer_connection_;
        is_durable_ = sqlite3_get_autocommit(db.get()) != 0;
        bool known = is_known_file();
        if (!known && !read_only()) {
            const bool alone = sqlite3_get_autocommit(db.get()) != 0;
            if (alone) db.execute("BEGIN IMMEDIATE", "prepare the file");
            try {
                if (!is_known_file()) create_file();
                if (alone) db.execute("COMMIT", "prepare the file");
            } catch (...) {
                if (alone) sqlite3_exec(db.get(), "ROLLBACK", nullptr, nullptr, nullptr);
                throw;
            }
            known = true;
        }
        if (known) read_meta();
    }
    void create_file() {
        connection& db = writer_connection_;
        db.execute(std::string(create_common), "prepare the file");
        if (redaction_key == digest{}) redaction_key = options_.redaction_key ? *options_.redaction_key : random_key();
        statement insert(db.get(), "INSERT INTO yore_meta VALUES (?, ?)");
        query(insert).bind("format").bind(format_version).step("prepare the file");
        const bool is_own = !options_.redaction_key; // else only what a key from outside is known by
        const digest kept = is_own ? redaction_key : key_check(redaction_key);
        query(insert)
            .bind(is_own ? "redaction_key" : "redaction_check")
            .bind_blob(&kept, sizeof kept)
            .step("prepare the file");
    }
    void read_meta() {
        statement all(writer_connection_.get(), "SELECT name, value FROM yore_meta");
        query q(all);
        std::int64_t format = 0;
        std::optional<digest> check;
        while (q.step("read yore_meta")) {
            if (q.text(0) == "format") format = q.integer(1);
            if (q.text(0) == "redaction_key") {
                digest_codec::read(q.get(), 1, &redaction_key);
                check = key_check(redaction_key);
            }
            if (q.text(0) == "redaction_check") digest_codec::read(q.get(), 1, &check.emplace());
        }
        if (format < 1)
            fail("the file has a table yore_meta that no history made; use another file, nothing was changed");
        if (format > format_version)
            fail("the file has format " + number_text(format) + " and this program knows " +
                 number_text(format_version) + "; use a newer yore, nothing was changed");
        if (options_.redaction_key) redaction_key = *options_.redaction_key;
        knows_redaction_key_ = !check || key_check(redaction_key) == *check;
        if (options_.redaction_key && !knows_redaction_key_)
            fail("the redacted values of the file have another key; open it with the options::redaction_key that it "
                 "was made with");
    }
    /// What a key is known by.
    [[nodiscard]] static digest key_check(const digest& key) { return siphash128(key, "yore"); }

    // ---- transactions of SQLite

    /// Opens one where none is open. Requires: `writer_` is held.
    void ensure_open() {
        if (failed_)
            throw store_error(
                "yore: the file could not be written before, so nothing more is recorded; open the store again",
                failed_);
        if (read_only())
            throw store_error("yore: the store was opened read-only; open it for writing to record", SQLITE_READONLY);
        if (open_) return;
        settle();
        if (borrowed_ && sqlite3_get_autocommit(writer_connection_.get()) == 0) {
            borrowed_caller_ = true; // the caller's transaction, which may have changed or may change anything
            forget_all();
        } else {
            borrowed_caller_ = false;
            query(writer_connection_.prepared(3, [] { return "BEGIN IMMEDIATE"; })).step("begin a transaction");
        }
        open_ = true;
        first_open_ = 0;
        if (unsigned now = data_version(); now != seen_version_) {
            forget_all();
            seen_version_ = now;
        }
        if (is_durable_) return;
        if (!is_known_file()) create_file(); // the transaction that made it was taken back
        else is_durable_ = !borrowed_caller_;
    }
    /// Makes durable what is open.
    void close_open() {
        if (!open_) return;
        open_ = false;
        if (borrowed_caller_) {
            forget_all();
            return;
        }
        const int code = commit_code();
        if (code != SQLITE_OK) {
            const std::string message = sqlite3_errmsg(writer_connection_.get());
            const int extended = sqlite3_extended_errcode(writer_connection_.get());
            if ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CORRUPT) failed_ = extended;
            roll_back_everything();
            throw store_error(
                "yore: cannot make the commit durable: " + message + std::string(advice_for(code)), extended, message);
        }
        seen_version_ = data_version();
    }
    /// After others than these SQLite may have taken back the whole transaction, or should.
    [[nodiscard]] bool is_about_one_row(int code) const {
        if (sqlite3_get_autocommit(writer_connection_.get()) != 0) return false;
        switch (code & 0xff) {
        case SQLITE_ERROR:
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
        case SQLITE_SCHEMA:
        case SQLITE_TOOBIG:
            return true;
        default:
            return false;
        }
    }
    int commit_code() {
        const statement& s = writer_connection_.prepared(4, [] { return "COMMIT"; });
        const int code = sqlite3_step(s.get());
        sqlite3_reset(s.get());
        return code == SQLITE_DONE ? SQLITE_OK : code;
    }
    void roll_back_everything() noexcept {
        if (sqlite3_get_autocommit(writer_connection_.get()) == 0 && !borrowed_caller_)
            sqlite3_exec(writer_connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
        open_ = false;
        batch_pending_ = false;
        pending_.clear();
        forget_all();
    }
    /// Changes with every commit of any connection.
    [[nodiscard]] unsigned data_version() const {
        unsigned version = 0;
        sqlite3_file_control(writer_connection_.get(), "main", SQLITE_FCNTL_DATA_VERSION, &version);
        return version;
    }
    void forget_all() noexcept {
        knows_next_id_ = false;
        for (known_attribution& one : attributions_) one.confirmed = false;
        noted_.clear();
        for (table_base* t : tables_) t->forget();
    }
    void savepoint(const char* what) {
        const std::size_t depth = marks_.size();
        writer_connection_.execute(what + std::to_string(depth), "keep a transaction apart");
    }
    void leave() noexcept {
        in_transaction_ = {};
        owner_.store(nullptr);
        writer_.unlock();
    }

    /// Ends one commit: at once, or with others of a batch.
    void finish_commit(std::vector<pending>& told) {
        if (batch_of_thread* batch = batch_here(); batch != nullptr && ++batch->made < batch->commits) {
            batch_pending_ = true;
        } else {
            if (batch != nullptr) batch->made = 0;
            flush_open(told);
        }
        take_own(told);
    }
    void flush_open(std::vector<pending>& told) {
        batch_pending_ = false;
        for (batch_of_thread& b : batches_) b.made = 0;
        const bool is_callers = open_ && borrowed_caller_;
        close_open();
        told.swap(settled_);
        std::vector<pending>& to = is_callers ? undecided_ : durable_;
        std::move(pending_.begin(), pending_.end(), std::back_inserter(to));
        pending_.clear();
        if (is_callers) undecided_at_ = data_version();
    }
    /// What is durable of what this thread has recorded, whoever made it so. Requires: `writer_` is held.
    void take_own(std::vector<pending>& told) {
        if (durable_.empty()) return;
        std::vector<pending> of_others;
        for (pending& one : durable_) (one.thread == &thread_identity ? told : of_others).push_back(std::move(one));
        durable_.swap(of_others);
    }
    /// Looks what became of versions in a transaction of the caller, if that has ended. Requires: `writer_` is held.
    void settle() {
        if (undecided_.empty() || data_version() == undecided_at_) return;
        for (pending& one : undecided_)
            if (one.table->has_row(one.row)) settled_.push_back(std::move(one));
        undecided_.clear();
    }
    void tell_settled() {
        std::vector<pending> told;
        {
            std::lock_guard lock(writer_);
            settle();
            told.swap(settled_);
        }
        tell(told);
    }
    static void tell(std::vector<pending>& told) {
        std::exception_ptr first;
        for (pending& p : told) p.table->notify(p.state.get(), p.facts, first);
        if (first) std::rethrow_exception(first);
    }
    batch_of_thread* batch_here() {
        for (batch_of_thread& b : batches_)
            if (b.thread == &thread_identity) return &b;
        return nullptr;
    }
    [[nodiscard]] bool in_open_batch() {
        if (!has_batches_.load()) return false;
        std::lock_guard lock(writer_);
        return batch_here() != nullptr && open_;
    }

    /// The work of several threads as one transaction of SQLite.
    void run(std::deque<job*>& group, std::vector<pending>& told) {
        std::lock_guard lock(writer_);
        try {
            ensure_open();
            for (job* one : group) {
                try {
                    one->result = one->table->write_in(*one->request, one->c, one->called, false);
                } catch (const store_error& e) {
                    if (!is_about_one_row(e.native_code())) throw;
                    one->failure = std::current_exception();
                } catch (...) {
                    one->failure = std::current_exception();
                }
            }
            if (group.size() == 1) finish_commit(told);
            else {
                flush_open(told); // others than this thread wait for it
                take_own(told);
            }
        } catch (...) {
            roll_back_everything();
            for (job* one : group)
                if (!one->failure) one->failure = std::current_exception();
        }
    }

    // ---- numbers and commits

    /// Looks for the last number that the file has. Numbers that were taken back are not used again.
    void find_next_id() {
        if (knows_next_id_) return;
        std::string last_ids = "SELECT 0";
        {
            query q(writer_connection_.prepared(9, [] { return "SELECT history FROM yore_model"; }));
            while (q.step()) last_ids += ", (SELECT max(yore_id) FROM " + sql_name(q.text(0)) + ")";
        }
        if (last_ids != last_ids_text_) {
            last_ids_ = statement(writer_connection_.get(), last_ids);
            last_ids_text_ = std::move(last_ids);
        }
        query q(last_ids_);
        q.step();
        for (int i = sqlite3_column_count(q.get()); i-- != 0;) next_id_ = std::max(next_id_, q.integer(i) + 1);
        knows_next_id_ = true;
    }

    static constexpr std::size_t attributions_kept = 64;

    /// Who, why, and where it is not when the version occurred, when it was recorded.
    struct shared_row {
        attribution_row who;
        std::optional<timestamp> recorded_on;
        friend bool operator==(const shared_row&, const shared_row&) = default;
    };
    struct known_attribution {
        shared_row says;
        std::int64_t row;
        bool confirmed; // in the file as it is now
    };
    /// When a version is recorded, if that is before it occurred, a second and more after it, or it was told when.
    /// Such versions say the same for a second, so that an import does not write a row for each that says when it was
    /// imported.
    std::optional<timestamp> recorded_on(timestamp occurred_on, bool is_explicit) {
        constexpr std::chrono::seconds one(1);
        const timestamp now = clock_now();
        if (!is_explicit && occurred_on <= now && now - occurred_on < one) {
            if (occurred_on > last_recorded_) last_recorded_ = occurred_on;
            return {};
        }
        if (now < last_recorded_ || now - last_recorded_ >= one) last_recorded_ = now;
        return last_recorded_;
    }
    /// The row of an attribution: a recent one that says the same, or a new one, and whether it is new.
    std::pair<std::int64_t, bool> attribution(shared_row&& wanted) {
        for (auto known = attributions_.begin(); known != attributions_.end(); ++known) {
            if (!(known->says == wanted)) continue;
            known->confirmed = known->confirmed || is_there(*known);
            if (known->confirmed) return {known->row, false};
            attributions_.erase(known);
            break;
        }
        const std::int64_t row = insert_commit(std::nullopt, wanted.who, wanted.recorded_on);
        if (attributions_.size() == attributions_kept) attributions_.pop_front();
        attributions_.push_back({std::move(wanted), row, true});
        return {row, true};
    }
    /// The row still is what was made.
    [[nodiscard]] bool is_there(const known_attribution& known) {
        query q(writer_connection_.prepared(10, [] {
            return "SELECT 1 FROM yore_commit WHERE id = ? AND first IS NULL AND recorded_on IS ? AND actor IS ? AND "
                   "actor_name IS ? AND reason IS ? AND correlation_id IS ? AND entry_point IS ? AND request IS ? AND "
                   "extra IS ?";
        }));
        q.bind(known.row);
        bind_attribution(q, known.says.who, known.says.recorded_on);
        return q.step();
    }
    static void bind_attribution(query& q, const attribution_row& who, std::optional<timestamp> recorded_on) {
        if (recorded_on) q.bind(count(*recorded_on));
        else q.bind_null();
        for (const auto* text : {&who.actor, &who.actor_name, &who.reason, &who.correlation_id, &who.entry_point,
                 &who.request, &who.extra}) {
            if (*text) q.bind(std::string_view(**text));
            else q.bind_null();
        }
    }
    std::int64_t insert_commit(
        std::optional<std::int64_t> first, const attribution_row& who, std::optional<timestamp> recorded_on) {
        query q(writer_connection_.prepared(
            5, [] { return "INSERT INTO yore_commit VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)"; }));
        if (first) q.bind(*first);
        else q.bind_null();
        bind_attribution(q, who, recorded_on);
        q.step("record who did it");
        return sqlite3_last_insert_rowid(writer_connection_.get());
    }
    void say(const context* c, timestamp occurred_on, bool is_explicit) {
        in_transaction_.said = c != nullptr ? *c : context{};
        in_transaction_.occurred_on = occurred_on;
        in_transaction_.is_explicit = is_explicit;
    }
    /// The open transaction has a second version: its commit gets a row of its own.
    void share_commit() {
        transaction_commit& open = in_transaction_;
        if (open.has_new_row) { // nobody else may use it any more
            std::erase_if(attributions_, [&](const known_attribution& one) { return one.row == open.row; });
            query q(writer_connection_.prepared(
                8, [] { return "UPDATE yore_commit SET first = ?, recorded_on = ? WHERE id = ?"; }));
            q.bind(open.commit).bind(count(open.occurred_on)).bind(open.row).step("record a commit");
        } else {
            open.row = insert_commit(open.commit, attribution_row(&open.said), open.occurred_on);
            open.first->set_commit(open.commit, open.row);
        }
        open.shared = true;
    }
    void set_recorded_on() {
        const timestamp now = in_transaction_.recorded_on ? *in_transaction_.recorded_on : clock_now();
        query q(writer_connection_.prepared(6, [] { return "UPDATE yore_commit SET recorded_on = ? WHERE id = ?"; }));
        q.bind(count(now)).bind(in_transaction_.row).step("record a commit");
        for (pending& p : pending_)
            if (p.facts.commit.id == static_cast<std::uint64_t>(in_transaction_.commit))
                p.facts.commit.recorded_on = now;
    }
    void read_commit(connection& at, std::int64_t row, found_commit& out) const {
        query q(at.prepared(7, [] {
            return "SELECT recorded_on, actor, actor_name, reason, correlation_id, entry_point, request, extra, first "
                   "FROM yore_commit WHERE id = ?";
        }));
        q.bind(row);
        if (!q.step())
            fail("yore_commit has no row " + number_text(row) + "; the file is damaged, restore it from a copy");
        const auto text = [&](int column) {
            return q.is_null(column) ? std::nullopt : std::optional<std::string>(q.text(column));
        };
        out.has_own_time = !q.is_null(0);
        if (out.has_own_time) out.commit.recorded_on = time_from(q.integer(0));
        out.has_own_id = !q.is_null(8);
        if (out.has_own_id) out.commit.id = static_cast<std::uint64_t>(q.integer(8));
        if (auto id = text(1)) {
            out.commit.actor.emplace(std::move(*id));
            out.commit.actor->name = text(2);
        }
        out.commit.reason = text(3);
        out.commit.correlation_id = text(4);
        out.commit.entry_point = text(5);
        try {
            if (const auto json = text(6)) out.commit.request = yore::from_json<yore::request>(*json);
            if (const auto json = text(7))
                out.commit.extra = yore::from_json<std::map<std::string, std::string>>(*json);
        } catch (const json_error& e) {
            fail("row " + number_text(row) + " of yore_commit is damaged: " + e.what() +
                 "; correct it, or restore the file from a copy");
        }
    }

    const options options_;
    std::string path_;
    bool in_memory_ = false;
    connection writer_connection_;
    bool borrowed_ = false;
    bool borrowed_caller_ = false; // the open transaction is the caller's
    std::mutex writer_;            // held by the thread that has a transaction open, or for one recording
    std::atomic<const void*> owner_{nullptr};
    bool open_ = false;           // a transaction of SQLite
    std::int64_t first_open_ = 0; // the first row made in it; 0: none is
    bool batch_pending_ = false;  // it holds commits that are done
    int failed_ = 0;
    unsigned seen_version_ = 0;
    bool is_durable_ = true; // that the file is ours
    bool knows_redaction_key_ = true;
    std::vector<mark> marks_;
    transaction_commit in_transaction_;
    std::vector<pending> pending_;
    std::vector<pending> durable_;   // of threads with a batch, whose commits another thread has made durable
    std::vector<pending> undecided_; // of a transaction of the caller, while the file was as `undecided_at_` says
    unsigned undecided_at_ = 0;
    std::vector<pending> settled_; // of one that the caller has committed
    std::vector<batch_of_thread> batches_;
    std::atomic<bool> has_batches_{false};
    std::vector<table_base*> tables_;
    std::size_t statements_ = 12;

    std::int64_t next_id_ = 0;
    bool knows_next_id_ = false;
    statement last_ids_; // asks for the last number of each model
    std::string last_ids_text_;
    std::deque<known_attribution> attributions_;
    timestamp last_recorded_{};
    std::set<std::pair<std::int64_t, std::int64_t>> noted_;
    std::int64_t noted_stretch_ = -1;

    std::mutex queue_mutex_;
    std::condition_variable waiting_, arrived_;
    std::deque<job*> queue_;
    bool leading_ = false;
    std::size_t last_group_ = 0;
    std::chrono::steady_clock::duration last_took_{};

    std::mutex pool_mutex_;
    std::vector<std::unique_ptr<connection>> pool_;
};

} // namespace yore::detail::sqlite

#endif
