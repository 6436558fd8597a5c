// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_TABLE_FILE_HPP
#define YORE_DETAIL_SQLITE_TABLE_FILE_HPP

#include <yore/detail/rules.hpp>
#include <yore/detail/sqlite/schema.hpp>
#include <yore/detail/sqlite/store_core.hpp>
#include <yore/detail/sqlite/unknown_columns.hpp>
#include <yore/store/sqlite/options.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace yore::detail::sqlite {

using yore::sqlite::difference;

/// A T{} to make states from.
class blank_state {
public:
    blank_state(const model& m, void (*make)(void*))
        : model_(m), at_(::operator new(m.size, std::align_val_t{m.alignment})) {
        try {
            make(at_);
        } catch (...) {
            ::operator delete(at_, std::align_val_t{m.alignment});
            throw;
        }
    }
    blank_state(const blank_state&) = delete;
    blank_state& operator=(const blank_state&) = delete;
    ~blank_state() {
        model_.destroy(at_);
        ::operator delete(at_, std::align_val_t{model_.alignment});
    }
    [[nodiscard]] const void* get() const { return at_; }

private:
    const model& model_;
    void* at_;
};

/// A model's tables in a file: which columns they have, what that means for the struct, and the statements that go with it.
class table_file {
public:
    table_file(const table_description& d, store_core& core)
        : what(*d.of),
          d_(d),
          core_(core),
          history_(std::string(what.table) + "_history"),
          latest_(std::string(what.table) + "_latest"),
          blank_(what, d.make),
          layout_(what.columns),
          names_(what.columns),
          position_(what.columns),
          statements_(core.reserve_statements(statement_count)) {
        what.describe(blank_.get(), layout_.data());
        audit_offset_ = what.audit_offset(blank_.get());
        for (std::size_t i = 0; i != d_.columns.size(); ++i)
            if (d_.columns[i].is_key) keys_.insert(i);
        set_up();
    }
    table_file(const table_file&) = delete;
    table_file& operator=(const table_file&) = delete;

    /// How it differs from the struct, as data.
    [[nodiscard]] std::vector<difference> drift() const {
        using enum difference::what;
        std::vector<difference> out;
        const reader db(core_);
        const std::map<std::string, std::string> found = columns_in(*db);
        if (found.empty()) return {{missing_table, history_, "", "", ""}};
        std::vector<std::string> used;
        for (std::size_t i = 0; i != d_.columns.size(); ++i) {
            if (d_.columns[i].codec == nullptr) continue;
            const std::string name = find_name(found, i);
            const std::string expected(d_.columns[i].codec->type);
            if (name.empty()) out.push_back({missing_column, history_, logical_name(i), expected, ""});
            else {
                used.push_back(name);
                if (found.at(name) != expected) out.push_back({other_type, history_, name, expected, found.at(name)});
            }
        }
        for (const std::string& name : columns_beside(used, found))
            out.push_back({unknown_column, history_, name, "", found.at(name)});
        const statement view(db->get(), "SELECT 1 FROM sqlite_master WHERE type = 'view' AND name = ?");
        const std::string name = std::string(what.table) + "_timeline";
        if (!query(view).bind(name).step()) out.push_back({missing_view, name, "", "", ""});
        return out;
    }

    /// The statements that make the table fit the struct; nothing is dropped or narrowed.
    [[nodiscard]] std::vector<std::string> migration() const {
        std::vector<std::string> out;
        bool new_columns = false;
        for (const difference& one : drift()) {
            if (one.kind == difference::what::missing_table) return creation();
            if (one.kind != difference::what::missing_column) continue;
            new_columns = true;
            out.push_back("ALTER TABLE " + sql_name(history_) + " ADD COLUMN " + sql_name(one.column) +
                          (one.expected.empty() ? "" : " ") + one.expected);
        }
        const bool has_view = [&] {
            for (const difference& one : drift())
                if (one.kind == difference::what::missing_view) return false;
            return true;
        }();
        if (has_view && new_columns) out.push_back("DROP VIEW " + sql_name(std::string(what.table) + "_timeline"));
        if (!has_view || new_columns) out.push_back(view_text(true));
        return out;
    }
    /// Looks again at the columns that the file has.
    void look_again() {
        const reader db(core_);
        map_columns(columns_in(*db));
        statements_ = core_.reserve_statements(statement_count); // those that are prepared have the columns of before
    }

protected:
    friend class finder;
    using reader = store_core::reader;

    ~table_file() = default;

    /// Fields that an update may change.
    [[nodiscard]] wide_set may_change() const { return (what.recorded & stored_) - keys_; }

    // ---- statements

    enum class sql : std::size_t {
        latest,
        first_latest,
        next_latest,
        row,
        link,
        full,
        by_id,
        by_id_backwards,
        insert,
        set_commit,
        all,
        all_backwards,
        all_deleted,
        of_period,
        pruned,
        period,
        period_columns,
        period_lists,
        drop_row,
        last,
        value,
        count
    };
    static constexpr std::size_t statement_count = static_cast<std::size_t>(sql::count);

    const statement& prepared(connection& db, sql w) const {
        return db.prepared(statements_ + static_cast<std::size_t>(w), [&] { return text_of(w); });
    }
    [[nodiscard]] std::string text_of(sql w) const {
        const std::string key = key_condition(), from = " FROM " + sql_name(history_), latest = sql_name(latest_);
        const std::string links = "SELECT yore_id, yore_version, yore_back, yore_occurred_on" + from;
        switch (w) {
        case sql::latest:
            return "SELECT yore_id FROM " + latest + " WHERE " + key;
        case sql::first_latest:
            return "INSERT INTO " + latest + " (" + key_columns() + ", yore_id) VALUES (" +
                   over_keys(", ", [](const std::string&) { return std::string("?"); }) + ", ?)";
        case sql::next_latest:
            return "UPDATE " + latest + " SET yore_id = ? WHERE " + key;
        case sql::row:
            return select_ + " WHERE yore_id = ?";
        case sql::link:
            return links + " WHERE yore_id = ?";
        case sql::full:
            return links + " WHERE " + key +
                   " AND yore_version >= ? AND yore_version < ? AND instr(yore_operation, '*') ORDER BY yore_version "
                   "LIMIT 1";
        case sql::by_id:
        case sql::by_id_backwards:
            return "SELECT " + std::string(own_columns) + from + " WHERE yore_id BETWEEN ? AND ? ORDER BY yore_id" +
                   (w == sql::by_id ? "" : " DESC");
        case sql::insert:
            return insert_;
        case sql::set_commit:
            return "UPDATE " + sql_name(history_) + " SET yore_commit = ? WHERE yore_id = ?";
        case sql::all:
            return select_ + " ORDER BY yore_id";
        case sql::all_backwards:
            return select_ + " ORDER BY yore_id DESC";
        case sql::all_deleted:
            return select_ +
                   " AS h WHERE substr(yore_operation, 1, 7) = 'deleted' AND yore_id = (SELECT yore_id FROM " + latest +
                   " AS l WHERE " +
                   over_keys(" AND ", [](const std::string& name) { return "l." + name + " IS h." + name; }) +
                   ") ORDER BY yore_id DESC";
        case sql::of_period:
            return select_ +
                   " WHERE yore_id BETWEEN ? AND ? AND yore_occurred_on > ? AND yore_occurred_on <= ? ORDER BY yore_id";
        case sql::pruned: // an entity's first version that is left, with another before it once
            return "SELECT 1" + from + " INDEXED BY " + sql_name(history_ + "_full") +
                   " WHERE instr(yore_operation, '*') AND yore_back IS NULL AND yore_version > 1"
                   " AND yore_occurred_on > ? LIMIT 1";
        case sql::period:
            return "SELECT min(yore_occurred_on), max(yore_occurred_on), "
                   "max(substr(yore_operation, 1, 7) = 'created')" +
                   from + " WHERE yore_id BETWEEN ? AND ?";
        case sql::period_columns: { // of rows that do not list what they change
            std::string out = "SELECT 0";
            may_change().each([&](std::size_t i) { out += ", count(" + sql_name(names_[i]) + ")"; });
            return out + from +
                   " WHERE yore_id BETWEEN ? AND ? AND (yore_operation IS NULL OR NOT instr(yore_operation, ':'))";
        }
        case sql::period_lists:
            return "SELECT DISTINCT yore_operation" + from +
                   " WHERE yore_id BETWEEN ? AND ? AND instr(yore_operation, ':')";
        case sql::drop_row:
            return "DELETE" + from + " WHERE yore_id = ?";
        case sql::last:
            return "SELECT max(yore_id)" + from + " WHERE yore_id < ?";
        case sql::value:
            return "SELECT ?";
        case sql::count:
            break;
        }
        return {};
    }
    template <class Each> [[nodiscard]] std::string over_keys(std::string_view between, const Each& each) const {
        std::string out;
        keys_.each([&](std::size_t i) {
            if (!out.empty()) out += between;
            out += each(sql_name(names_[i]));
        });
        return out;
    }
    [[nodiscard]] std::string key_columns() const {
        return over_keys(", ", [](const std::string& name) { return name; });
    }
    [[nodiscard]] std::string key_condition() const {
        return over_keys(" AND ", [](const std::string& name) { return name + " IS ?"; });
    }
    void bind_key(query& q, const void* state, const void* key) const {
        const int first = q.next();
        if (d_.bind_key(q.get(), first, state, key) != SQLITE_OK) fail("a key cannot be bound");
        int parts = 0;
        keys_.each([&](std::size_t) { ++parts; });
        q.skip(parts - 1);
    }

    // ---- the table in the file

    [[nodiscard]] std::map<std::string, std::string> columns_in(connection& db) const {
        std::map<std::string, std::string> out;
        for_each_column(db, history_, [&](std::string_view name, std::string_view type) { out.emplace(name, type); });
        return out;
    }
    [[nodiscard]] std::string logical_name(std::size_t i) const {
        std::string out(d_.columns[i].field);
        if (d_.columns[i].suffix != 0) out += "_" + number_text(d_.columns[i].suffix);
        return out;
    }
    /// The column of a field in the file: its own name, else one that it had.
    [[nodiscard]] std::string find_name(const std::map<std::string, std::string>& found, std::size_t i) const {
        std::string name = logical_name(i);
        if (found.count(name) != 0) return name;
        for (const earlier_name& old : d_.earlier)
            if (old.column == i && found.count(std::string(old.name)) != 0 && !is_name_of_today(old.name))
                return std::string(old.name);
        return {};
    }
    /// A name that one field has left and another has taken belongs to the other.
    [[nodiscard]] bool is_name_of_today(std::string_view name) const {
        for (std::size_t i = 0; i != d_.columns.size(); ++i)
            if (d_.columns[i].codec != nullptr && logical_name(i) == name) return true;
        return false;
    }
    [[nodiscard]] std::vector<std::string> creation() const {
        return {text_from([&](text_writer& w) { write_create(w, what.table, d_.columns); }),
            text_from([&](text_writer& w) { write_create_latest(w, what.table, d_.columns); }),
            "CREATE INDEX IF NOT EXISTS " + sql_name(history_ + "_full") + " ON " + sql_name(history_) + " (" +
                key_columns() + ", yore_version) WHERE instr(yore_operation, '*')",
            "CREATE INDEX IF NOT EXISTS " + sql_name(history_ + "_deleted") + " ON " + sql_name(history_) +
                " (yore_id) WHERE substr(yore_operation, 1, 7) = 'deleted'",
            text_from([&](text_writer& w) { write_view(w, what.table, d_.columns, names_of_struct{d_.columns}); }),
            "INSERT OR IGNORE INTO yore_model (history) VALUES (" + sql_name(history_, '\'') + ")"};
    }
    void set_up() {
        const bool there = [&] {
            const reader db(core_);
            return !columns_in(*db).empty();
        }();
        if (!there) map_columns({}); // the names that it will have
        if (!there && core_.read_only()) return;
        is_durable_ = !core_.may_be_taken_back();
        if (!there) core_.alone([&] { create(); });
        const reader db(core_);
        map_columns(columns_in(*db));
        find_model(*db);
    }
    void create() {
        if (columns_in(core_.writer()).empty()) require_free_names(core_.writer());
        for (const std::string& one : creation()) core_.execute(one, "create " + history_);
    }
    void require_free_names(connection& db) const {
        const statement s(db.get(), "SELECT type, name FROM sqlite_master WHERE lower(name) IN (lower(?), lower(?))");
        const std::string view = std::string(what.table) + "_timeline";
        query q(s);
        if (q.bind(latest_).bind(view).step()) fail_foreign(q.text(0), q.text(1));
    }
    void find_model(connection& db) {
        const statement s(db.get(), "SELECT id FROM yore_model WHERE history = ?");
        query q(s);
        if (!q.bind(history_).step()) fail_foreign("table", history_);
        model_id_ = q.integer(0);
    }
    [[noreturn]] YORE_COLD void fail_foreign(std::string_view kind, std::string_view name) const {
        fail("the file has a " + std::string(kind) + " " + std::string(name) +
             " that no history made; give the model another name with yore::table<\"…\">");
    }
    /// Makes the table again where the transaction that made it was taken back. Requires: a transaction of SQLite is
    /// open.
    void confirm() {
        if (is_durable_ || (confirmed_ && !core_.began_with_this())) return;
        connection& db = core_.writer();
        if (!columns_in(db).empty()) is_durable_ = core_.began_with_this();
        else {
            create();
            find_model(db);
        }
        confirmed_ = true;
    }
    /// False where the file has no table yet, as while the transaction that makes it is not over.
    [[nodiscard]] bool is_there(connection& db) const {
        if (!exists_ || is_durable_) return exists_;
        const bool found = !columns_in(db).empty();
        if (found && &db != &core_.writer()) is_durable_ = true; // others see it too
        return found;
    }
    void map_columns(const std::map<std::string, std::string>& found) {
        exists_ = !found.empty();
        stored_ = missing_ = converting_ = texts_ = {};
        int next = own_column_count;
        for (std::size_t i = 0; i != d_.columns.size(); ++i) {
            if (d_.columns[i].codec == nullptr) continue;
            names_[i] = exists_ ? find_name(found, i) : logical_name(i);
            if (names_[i].empty()) {
                missing_.insert(i);
                if (keys_.contains(i))
                    fail(history_ + " has no column for the key field " + std::string(d_.columns[i].field) +
                         "; name the earlier one with yore::was");
                continue;
            }
            if (exists_ && loses(d_.columns[i].codec->type, found.at(names_[i]))) converting_.insert(i);
            stored_.insert(i);
            const std::string_view type = exists_ ? found.at(names_[i]) : d_.columns[i].codec->type;
            if (what.recorded.contains(i) && !what.redacted.contains(i) && !keys_.contains(i) &&
                !converting_.contains(i) && affinity_of(type) == affinity::text)
                texts_.insert(i);
            position_[i] = next++;
        }
        unknown_columns_ = columns_beside(names_, found);
        struct names_of_file {
            const table_file& t;
            void put(text_writer& w, std::size_t i) const { w.name(t.names_[i]); }
            [[nodiscard]] bool has(std::size_t i) const { return t.stored_.contains(i); }
        };
        insert_ =
            text_from([&](text_writer& w) { write_insert(w, what.table, d_.columns.size(), names_of_file{*this}); });
        select_ =
            text_from([&](text_writer& w) { write_select(w, what.table, d_.columns.size(), names_of_file{*this}); });
    }
    [[nodiscard]] std::string view_text(bool after_migration) const {
        struct names_after {
            const table_file& t;
            bool all;
            void put(text_writer& w, std::size_t i) const {
                w.name(t.names_[i].empty() ? t.logical_name(i) : t.names_[i]);
            }
            [[nodiscard]] bool has(std::size_t i) const {
                return t.stored_.contains(i) || (all && t.missing_.contains(i));
            }
        };
        return text_from(
            [&](text_writer& w) { write_view(w, what.table, d_.columns, names_after{*this, after_migration}); });
    }
    /// What the file has that this program does not know, also where a newer one has made it meanwhile. Requires: a
    /// transaction of SQLite is open.
    [[nodiscard]] const std::vector<std::string>& names_of_unknown_columns() {
        if (columns_may_differ_) unknown_columns_ = columns_beside(names_, columns_in(core_.writer()));
        columns_may_differ_ = false;
        return unknown_columns_;
    }
    /// The columns that are found besides these and the store's own.
    [[nodiscard]] static std::vector<std::string> columns_beside(
        const std::vector<std::string>& these, const std::map<std::string, std::string>& found) {
        std::vector<std::string> out;
        for (const auto& [name, type] : found)
            if (name.substr(0, 5) != "yore_" && std::find(these.begin(), these.end(), name) == these.end())
                out.push_back(name);
        return out;
    }
    [[nodiscard]] unknown_columns columns_to_take_over() {
        return {core_.writer(), history_, names_of_unknown_columns()};
    }
    void require_columns() const {
        if (!exists_)
            throw store_error("yore: the store was opened read-only; open it for writing to record", SQLITE_READONLY);
        (keys_ & converting_).each([&](std::size_t i) {
            throw store_error("yore: " + history_ + " has a column " + names_[i] +
                                  " of another type, which would change keys of " + std::string(what.name) +
                                  "; give the model another table with yore::table<\"…\">",
                SQLITE_MISMATCH);
        });
        if (missing_.empty()) return;
        std::string missing;
        missing_.each([&](std::size_t i) { missing += (missing.empty() ? "" : ", ") + logical_name(i); });
        throw store_error("yore: " + history_ + " has no column for " + missing + " of " + std::string(what.name) +
                              "; " + std::string(advice_to_migrate),
            SQLITE_SCHEMA);
    }
    [[nodiscard]] static std::uint64_t free_bytes(connection& db) {
        const statement s(db.get(), "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size");
        query q(s);
        return q.step() ? static_cast<std::uint64_t>(q.integer(0)) : 0;
    }
    /// Pages of the table and its indexes, and this model's share of what all have in common.
    [[nodiscard]] std::uint64_t bytes_used(connection& db, std::uint64_t versions) const {
        std::uint64_t own = 0, common = 0, all_versions = 0;
        try {
            const statement s(db.get(),
                "SELECT sum(pgsize), name IN (SELECT name FROM sqlite_master WHERE tbl_name IN (?, ?)) AS own FROM "
                "dbstat "
                "WHERE aggregate = TRUE AND (own OR name IN (SELECT name FROM sqlite_master WHERE tbl_name IN "
                "('yore_meta', 'yore_model', 'yore_commit', 'yore_activity', 'yore_period'))) GROUP BY own");
            query q(s);
            q.bind(history_).bind(latest_);
            while (q.step()) (q.integer(1) != 0 ? own : common) = static_cast<std::uint64_t>(q.integer(0));
        } catch (const store_error&) { // this SQLite cannot tell; the whole file, then
            const statement s(db.get(), "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
            query q(s);
            return q.step() ? static_cast<std::uint64_t>(q.integer(0)) : 0;
        }
        std::vector<std::string> tables;
        {
            const statement s(db.get(), "SELECT history FROM yore_model");
            query q(s);
            while (q.step()) tables.emplace_back(q.text(0));
        }
        for (const std::string& one : tables) {
            const statement s(db.get(), "SELECT count(*) FROM " + sql_name(one));
            query q(s);
            if (q.step()) all_versions += static_cast<std::uint64_t>(q.integer(0));
        }
        return own + (all_versions == 0 ? 0 : common * versions / all_versions);
    }

    const model& what;
    const table_description& d_;
    store_core& core_;
    const std::string history_, latest_;
    const blank_state blank_;
    std::vector<column> layout_;
    std::uint32_t audit_offset_ = 0;
    wide_set keys_;

    bool exists_ = false;
    std::vector<std::string> unknown_columns_;
    bool columns_may_differ_ = false; // from those that are known and unknown
    std::vector<std::string> names_;  // of the columns in the file
    std::vector<int> position_;       // in a row that was selected
    wide_set stored_, missing_;
    wide_set texts_;      // where differences of texts may stand
    wide_set converting_; // made for another type: SQLite would change what is put there
    std::string insert_, select_;
    std::atomic<std::int64_t> model_id_ = 0;
    mutable std::atomic<bool> is_durable_ = true; // the table; else see confirm()
    bool confirmed_ = true;                       // since anything was last taken back
    std::size_t statements_;                      // the number of the first
};

} // namespace yore::detail::sqlite

#endif
