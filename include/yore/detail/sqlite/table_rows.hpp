// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_TABLE_ROWS_HPP
#define YORE_DETAIL_SQLITE_TABLE_ROWS_HPP

#include <yore/detail/plain_list.hpp>
#include <yore/detail/sqlite/lately_read.hpp>
#include <yore/detail/sqlite/table_file.hpp>
#include <yore/detail/text_delta.hpp>
#include <yore/store.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yore::detail::sqlite {

/// What a row says besides values.
struct row_facts {
    std::int64_t id = 0;
    version_number number = 0;
    operation op{};
    std::optional<version_number> source{};
    timestamp occurred_on{};
    std::int64_t commit = 0; // its row
    std::int64_t back = 0;   // to the id of the version before; 0: there is none
    bool full = false;       // all columns are there
    wide_set set{};          // columns whose values are there
    wide_set deltas{};       // of these, the ones that stand as what became of the text before
    wide_set changed{};      // as reported
};

/// Long texts of columns as they stand in the file, or what became of them.
using texts = std::map<std::size_t, std::string>;

/// A state of the past, made from rows.
struct rebuilt {
    state_copy state;
    plain_list<digest> digests;
    row_facts facts;
    std::size_t rows = 0; // that it took: as many as there are since the last full one
    texts long_texts{};   // where they were asked for
};

/// The versions of a model, made from the rows that a file has of them.
class table_rows : public table_file {
public:
    table_rows(const table_description& d, store_core& core)
        : table_file(d, core), lately_(core.settings().cached_entities) {}

    /// Looks again at the columns that the file has.
    void look_again() {
        lately_.clear(); // states may have more columns now
        table_file::look_again();
    }

protected:
    friend class finder;

    ~table_rows() = default;

    // ---- rows

    /// What the store's own columns say, for facts that say nothing yet. Returns: whether the changed columns are listed;
    /// they are the row's `set` then.
    bool read_facts(const query& q, row_facts& row) const {
        row.id = q.integer(own_id);
        row.number = static_cast<version_number>(q.integer(own_version));
        row.back = q.integer(own_back);
        row.occurred_on = time_from(q.integer(own_occurred_on));
        row.commit = q.integer(own_commit);
        const bool has_list = read_operation(q.text(own_operation), row);
        row.full = row.full || row.op == operation::created;
        return has_list;
    }
    /// Which columns a row has, beside the listed ones; nobody asks about some of the others.
    void read_set(const query& q, row_facts& row, const wide_set& besides = {}) const {
        if (row.full) row.set = stored_;
        else
            (stored_ - besides).each([&](std::size_t i) {
                if (!q.is_null(position_[i])) row.set.insert(i);
            });
    }
    /// The rest of what a row says.
    void finish_row(const query& q, bool has_list, row_facts& row) const {
        if (has_list) row.changed = row.set;
        read_set(q, row);
        if (!has_list) row.changed = row.set;
        if (row.op == operation::created) row.changed = what.recorded;
        else if (row.op == operation::deleted || row.op == operation::restored) row.changed = {};
        else row.changed = (row.changed & what.recorded) - keys_;
    }
    [[nodiscard]] row_facts read_row(const query& q) const {
        row_facts row;
        const bool has_list = read_facts(q, row);
        finish_row(q, has_list, row);
        return row;
    }

    [[nodiscard]] row_facts read_row(connection& db, std::int64_t id) const {
        query q(prepared(db, sql::row));
        q.bind(id).step();
        return read_row(q);
    }

    // What a row says beside its values: nothing where the columns that are not NULL were updated; else the operation,
    // the version that the state was taken from, and behind a colon, where columns became NULL, stand as a delta (`~`) or
    // all of them are there (`*`), which ones changed: `created`, `reverted 3`, `updated:location,~notes`, `deleted:*`.

    /// Returns: whether the changed columns are listed; they are the row's `set` then.
    bool read_operation(std::string_view text, row_facts& row) const {
        row.op = operation::updated;
        if (text.empty()) return false;
        const std::size_t colon = text.find(':');
        std::string_view word = text.substr(0, colon);
        if (const std::size_t space = word.find(' '); space != std::string_view::npos) {
            version_number source = 0;
            std::from_chars(word.data() + space + 1, word.data() + word.size(), source);
            row.source = source;
            word = word.substr(0, space);
        }
        for (operation op : {operation::created, operation::deleted, operation::reverted, operation::restored})
            if (to_string(op) == word) row.op = op;
        if (colon == std::string_view::npos) return false;
        for_each_listed(text, [&](std::string_view name, bool is_delta) {
            if (name == "*") row.full = true;
            for (std::size_t i = 0; i != names_.size(); ++i)
                if (stored_.contains(i) && (names_[i] == name || was_called(i, name))) {
                    row.set.insert(i);
                    if (is_delta) row.deltas.insert(i);
                }
        });
        return true;
    }
    /// Empty for NULL.
    [[nodiscard]] std::string operation_text(operation op, const std::optional<version_number>& source, bool lists,
        bool full, const wide_set& listed, const texts& deltas) const {
        std::string out;
        if (op != operation::updated || lists) out = to_string(op);
        if (source) out += " " + number_text(*source);
        if (!lists) return out;
        out += full ? ":*" : ":";
        bool first = !full;
        listed.each([&](std::size_t i) {
            if (!std::exchange(first, false)) out += ',';
            if (deltas.count(i) != 0) out += '~';
            out += names_[i];
        });
        return out;
    }
    [[nodiscard]] bool was_called(std::size_t i, std::string_view name) const {
        for (const earlier_name& old : d_.earlier)
            if (old.column == i && old.name == name) return !is_name_of_today(name);
        return false;
    }

    [[nodiscard]] binding binding_of(std::size_t i) const {
        return converting_.contains(i) ? binding::unconvertible : binding::natural;
    }
    [[nodiscard]] void* address(std::size_t i, void* state, digest* digests) const {
        const column& c = layout_[i];
        if (c.source == column_source::digest) return reinterpret_cast<std::byte*>(digests) + c.offset;
        return static_cast<std::byte*>(state) + (c.source == column_source::audit ? audit_offset_ : 0) + c.offset;
    }
    [[nodiscard]] void* audit_in(void* state) const { return static_cast<std::byte*>(state) + audit_offset_; }

    void read_columns(const query& q, const wide_set& which, void* state, digest* digests) const {
        which.each([&](std::size_t i) {
            if (!stored_.contains(i)) return;
            const column_codec& codec = *d_.columns[i].codec;
            if (layout_[i].source == column_source::digest && digests == nullptr) return;
            void* const at = address(i, state, digests);
            if (q.is_null(position_[i])) {
                if (codec.reset != nullptr) codec.reset(at);
                else if (layout_[i].source == column_source::state) // it was optional once
                    layout_[i].operations->assign(at, static_cast<const std::byte*>(blank_.get()) + layout_[i].offset);
            } else if (!codec.read(q.get(), position_[i], at)) fail_value(q.integer(own_id), q.text(position_[i]), i);
        });
    }
    [[noreturn]] YORE_COLD void fail_value(std::int64_t row, std::string_view text, std::size_t i) const {
        throw store_error("yore: row " + number_text(row) + " of " + history_ + " has " + sql_name(text.substr(0, 60)) +
                              " in column " + names_[i] + ", which " + std::string(what.name) + "." +
                              std::string(d_.columns[i].field) +
                              " cannot hold; correct the row, or give the field the type that it had",
            SQLITE_MISMATCH);
    }

    [[nodiscard]] rebuilt fresh() const {
        return {state_copy(what, blank_.get()), plain_list<digest>(what.digests), {}, 0};
    }

    [[nodiscard]] static row_place place_in(const query& q) {
        return {q.integer(own_id), static_cast<version_number>(q.integer(own_version)),
            time_from(q.integer(own_occurred_on))};
    }
    [[nodiscard]] static row_place place_of(const row_facts& row) { return {row.id, row.number, row.occurred_on}; }
    /// The rows of one entity, newest first, from one of them on: whole, or only their links. One chain of a kind of a
    /// table at a time.
    class chain {
    public:
        chain(const table_rows& t, connection& db, std::int64_t from, sql what = sql::row)
            : q_(t.prepared(db, what)), next_(from) {}
        /// Goes to the version before. Returns: false behind the oldest one that is kept.
        bool step() {
            if (next_ == 0 || !q_.again().bind(next_).step()) return false;
            const std::int64_t back = q_.integer(own_back);
            next_ = back == 0 ? 0 : next_ - back;
            return true;
        }
        /// Goes on from another row.
        void jump(std::int64_t to) { next_ = to; }
        [[nodiscard]] const query& at() const { return q_; }
        [[nodiscard]] row_place where() const { return place_in(q_); }

    private:
        query q_;
        std::int64_t next_;
    };
    static constexpr version_number few = 16; // links to follow one by one before searching

    [[nodiscard]] std::int64_t latest_id(connection& db, const void* state, const void* key) const {
        query q(prepared(db, sql::latest));
        bind_key(q, state, key);
        return q.step() ? q.integer(0) : 0;
    }
    /// The first row with all columns from one version up to another.
    [[nodiscard]] std::optional<row_place> find_full(
        connection& db, const void* state, const void* key, version_number first, version_number end) const {
        query q(prepared(db, sql::full));
        bind_key(q, state, key);
        q.bind(static_cast<std::int64_t>(first)).bind(static_cast<std::int64_t>(end));
        if (!q.step()) return {};
        return place_in(q);
    }
    /// Whether a row will never change, so that it may be kept at hand for all.
    [[nodiscard]] bool is_final(const connection& db, std::int64_t id) const {
        return &db != &core_.writer() || core_.is_committed(id);
    }
    /// The last version up to an instant or a number; nothing before the first. Throws: `pruned`, for an instant.
    [[nodiscard]] std::optional<row_place> find_version(
        connection& db, const void* state, const void* key, const sought& by) const {
        const std::int64_t latest = latest_id(db, state, key);
        if (latest == 0) return {};
        return find_version(db, latest, state, key, by);
    }
    [[nodiscard]] std::optional<row_place> find_version(
        connection& db, std::int64_t latest, const void* state, const void* key, const sought& by) const {
        const std::uint64_t hash = state != nullptr ? what.hash_state(state) : what.hash_key(key);
        std::shared_ptr<const row_places> known = lately_.places(hash);
        if (known && known->front().id == latest)
            if (const row_place* const at = by.find_in(*known); at != nullptr && still_there(db, *at)) return *at;
        if (known && !still_there(db, known->back())) known = nullptr; // pruned meanwhile
        row_places seen;                                               // from the latest on, one after the other
        std::size_t checked = 0, known_before = 0;
        const auto keep = [&] {
            if (seen.size() > known_before && is_final(db, latest)) lately_.keep(hash, std::move(seen));
        };
        chain links(*this, db, latest, sql::link);
        while (seen.size() <= few && links.step()) {
            seen.push_back(links.where());
            if (known && known->front().id == seen.back().id) {
                if (seen.size() == 1) known_before = known->size();
                seen.insert(seen.end(), known->begin() + 1, known->end());
                known = nullptr;
                links.jump(seen.back().id); // to go on from there
                links.step();
            }
            for (; checked < seen.size(); ++checked)
                if (by.is(seen[checked])) {
                    const row_place at = seen[checked];
                    keep();
                    return at;
                }
        }
        version_number oldest = seen.empty() ? 0 : seen.back().number;
        if (seen.size() > few && oldest > 1) links.jump(near_full(db, state, key, by, links));
        keep();
        while (links.step()) {
            const row_place at = links.where();
            if (by.is(at)) return at;
            oldest = at.number;
        }
        if (by.when != nullptr && oldest > 1) entity_name{what, state, key}.fail_pruned(*by.when);
        return {};
    }
    [[nodiscard]] bool still_there(connection& db, const row_place& place) const {
        chain links(*this, db, place.id, sql::link);
        return links.step() && links.where() == place;
    }
    /// The row to go on from, which is later than what is asked for, as the one that `links` stand on, and near to it.
    [[nodiscard]] std::int64_t near_full(
        connection& db, const void* state, const void* key, const sought& by, const chain& links) const {
        std::int64_t out = links.at().integer(own_id) - links.at().integer(own_back);
        if (by.when == nullptr) {
            const std::optional<row_place> found = find_full(db, state, key, by.number, links.where().number);
            return found ? found->id : out;
        }
        version_number low = 1, high = links.where().number;
        while (high - low > 2 * few) {
            const version_number middle = low + (high - low) / 2;
            const std::optional<row_place> found = find_full(db, state, key, middle, high);
            if (found && by.is(*found)) low = found->number + 1;
            else {
                if (found) out = found->id;
                high = middle;
            }
        }
        return out;
    }

    [[noreturn]] YORE_COLD void fail_incomplete(const rebuilt& of) const {
        fail("the history of " + entity_name{what, of.state.get(), nullptr}.text() + " in " + history_ +
             " begins with an incomplete row; the file is damaged, restore it from a copy");
    }
    /// What rows have told of a state so far, the newest first; older ones tell the rest.
    struct told {
        wide_set columns{};
        std::map<std::size_t, std::vector<std::string>> later{}; // what became of texts not known yet, newest first
        version_number oldest = 0;
        bool all = false;
    };
    void take_older(connection& db, const query& q, const row_facts& row, told& so_far, rebuilt& out,
        bool with_texts = false) const {
        ++out.rows;
        const wide_set whole = row.set - so_far.columns - row.deltas;
        wide_set as_it_stands = whole;
        (row.deltas - so_far.columns).each([&](std::size_t i) { so_far.later[i].emplace_back(q.text(position_[i])); });
        if (with_texts)
            (whole & texts_).each([&](std::size_t i) {
                if (is_long_text(q, i)) out.long_texts[i] = q.text(position_[i]);
            });
        for (auto& [i, later] : so_far.later) {
            if (later.empty() || !whole.contains(i)) continue;
            std::string text(q.text(position_[i]));
            for (; !later.empty(); later.pop_back()) text = later_text(text, later.back(), i, out);
            read_text(db, text, i, out);
            if (with_texts) out.long_texts[i] = std::move(text);
            as_it_stands.erase(i);
        }
        read_columns(q, as_it_stands, out.state.get(), out.digests.begin());
        so_far.columns |= whole;
        so_far.all = row.full;
    }
    /// Columns of which no row has told anything so far.
    [[nodiscard]] wide_set untold(const told& so_far) const {
        wide_set out = stored_ - so_far.columns;
        for (const auto& [i, later] : so_far.later)
            if (!later.empty()) out.erase(i);
        return out;
    }
    /// The version that a request is about beside the latest one, if it is about one.
    struct earlier_version {
        std::optional<timestamp> when;
        sought by;
        std::shared_ptr<const rebuilt> found{}; // where the rows of the latest one led past it

        explicit earlier_version(const write_request& r)
            : when(r.to.time()),
              by{when ? &*when : nullptr, r.kind == write_request::what::undo ? r.undone : r.to.version().value_or(0)} {
        }
        earlier_version(const earlier_version&) = delete;
        earlier_version& operator=(const earlier_version&) = delete;
    };
    struct reading {
        bool texts = false;                 // `long_texts` too, so not from a version at hand
        bool keeps = false;                 // puts a version below at hand
        bool places = false;                // puts at hand where versions are; it is the latest
        earlier_version* earlier = nullptr; // with `texts`
    };
    /// The state of the version in a row, from the rows back to where all columns are known.
    [[nodiscard]] std::optional<rebuilt> rebuild_from(connection& db, std::int64_t id, const reading& how) const {
        std::optional<rebuilt> out, earlier;
        told so_far, so_far_of_earlier;
        wide_set shared; // columns that have not changed since the earlier version
        bool seeks_earlier = how.earlier != nullptr;
        row_places places;
        std::shared_ptr<const rebuilt> base;
        std::int64_t below = 0; // the row of a version that is worth keeping
        for (chain rows(*this, db, id); rows.step();) {
            row_facts row;
            const bool has_list = read_facts(rows.at(), row);
            const row_place at = place_of(row);
            const bool is_earlier = seeks_earlier && how.earlier->by.is(at);
            if (!out || is_earlier) finish_row(rows.at(), has_list, row);
            else read_set(rows.at(), row, earlier ? so_far.columns & so_far_of_earlier.columns : so_far.columns);
            if (!out) (out = fresh())->facts = row;
            if (is_earlier) {
                seeks_earlier = false;
                (earlier = fresh())->facts = row;
                shared = so_far_of_earlier.columns = untold(so_far);
            }
            if (how.places) places.push_back(at);
            take_older(db, rows.at(), row, so_far, *out, how.texts);
            if (earlier) {
                try {
                    take_older(db, rows.at(), row, so_far_of_earlier, *earlier);
                } catch (const store_error&) { // is for who asks for that version, after what else there is to say
                    earlier.reset();
                }
            }
            if (so_far.all) break;
            if (how.texts || row.back == 0 || !is_spaced(row.number - 1) || !so_far.later.empty()) continue;
            base = lately_.version(row.id - row.back);
            if (how.keeps) below = row.id - row.back;
            if (base || below != 0) break;
        }
        if (!out) return {};
        if (how.places && is_final(db, id)) lately_.keep(what.hash_state(out->state.get()), std::move(places));
        if (!base && below != 0) base = at_hand(rebuild_from(db, below, {}));
        if (base) fill_in(stored_ - so_far.columns, *base, *out);
        else if (!so_far.all) fail_incomplete(*out);
        if (earlier && so_far_of_earlier.all) {
            fill_in(shared, *out, *earlier);
            if (what.storable != nullptr) what.storable(earlier->state.get());
            how.earlier->found = std::make_shared<const rebuilt>(std::move(*earlier));
        }
        if (what.storable != nullptr) what.storable(out->state.get());
        return out;
    }
    /// The version in a row that is there, from and for what is at hand.
    [[nodiscard]] std::shared_ptr<const rebuilt> read_version(
        connection& db, std::int64_t id, bool is_latest = false) const {
        if (auto found = lately_.version(id)) return found;
        const bool keeps = is_final(db, id);
        std::optional<rebuilt> made = rebuild_from(db, id, {.keeps = keeps});
        if (made && keeps && (is_latest || is_spaced(made->facts.number))) return at_hand(std::move(made));
        return made ? std::make_shared<const rebuilt>(std::move(*made)) : nullptr;
    }
    /// Puts a version at hand.
    [[nodiscard]] std::shared_ptr<const rebuilt> at_hand(std::optional<rebuilt>&& made) const {
        if (!made) return nullptr;
        auto out = std::make_shared<const rebuilt>(std::move(*made));
        lately_.keep(out->facts.id, out);
        return out;
    }
    [[nodiscard]] static bool is_spaced(version_number n) { return n != 0 && n % lately_read<rebuilt>::spacing == 0; }

    // ---- long texts, which may stand in a row as what became of the text before

    static constexpr std::size_t shortest_delta_text = 64, longest_delta_text = std::size_t{1} << 20U;

    [[nodiscard]] bool is_long_text(const query& q, std::size_t i) const {
        return sqlite3_column_type(q.get(), position_[i]) == SQLITE_TEXT &&
               q.text(position_[i]).size() >= shortest_delta_text;
    }
    /// The long texts and deltas of a row.
    [[nodiscard]] texts texts_in(const query& q, const row_facts& row) const {
        texts out;
        ((row.set & texts_) | row.deltas).each([&](std::size_t i) {
            if (row.deltas.contains(i) || is_long_text(q, i)) out[i] = q.text(position_[i]);
        });
        return out;
    }
    /// Makes the values of which a row has deltas. Effects: `known`, the texts of the version before, become its own.
    void take_texts(connection& db, texts&& of_row, texts& known, rebuilt& out) const {
        for (auto& [i, text] : of_row) {
            if (out.facts.deltas.contains(i)) {
                text = later_text(known[i], text, i, out);
                read_text(db, text, i, out);
            }
            known[i] = std::move(text);
        }
    }
    [[nodiscard]] std::string later_text(
        std::string_view text, std::string_view delta, std::size_t i, const rebuilt& of) const {
        std::optional<std::string> out = apply_text_delta(text, delta);
        if (!out)
            fail("the history of " + entity_name{what, of.state.get(), nullptr}.text() + " in " + history_ +
                 " has a difference in " + names_[i] +
                 " that does not fit the text before; the file is damaged, restore it from a copy");
        return std::move(*out);
    }
    /// The text of a value as a column has it; nothing where it is not text.
    [[nodiscard]] std::optional<std::string> text_in(connection& db, std::size_t i, void* state) const {
        query q(prepared(db, sql::value));
        if (d_.columns[i].codec->bind(q.get(), q.next(), address(i, state, nullptr), binding::natural) != SQLITE_OK)
            fail(db.get(), SQLITE_ERROR, "bind " + names_[i] + " of " + std::string(what.name));
        if (!q.step() || sqlite3_column_type(q.get(), 0) != SQLITE_TEXT) return {};
        return std::string(q.text(0));
    }
    void read_text(connection& db, std::string_view text, std::size_t i, rebuilt& out) const {
        query q(prepared(db, sql::value));
        q.bind(text).step();
        if (!d_.columns[i].codec->read(q.get(), 0, address(i, out.state.get(), out.digests.begin())))
            fail_value(out.facts.id, text, i);
    }
    /// The texts of values that a delta may be made from or for.
    [[nodiscard]] texts delta_texts(connection& db, const wide_set& columns, void* state) const {
        texts out;
        columns.each([&](std::size_t i) {
            std::optional<std::string> text = text_in(db, i, state);
            if (text && text->size() >= shortest_delta_text && text->size() <= longest_delta_text)
                out[i] = std::move(*text);
        });
        return out;
    }
    /// What became of texts, where that is much shorter than what they are now.
    [[nodiscard]] static texts deltas_between(const texts& from, const texts& to) {
        texts out;
        for (const auto& [i, now] : to)
            if (const auto text = from.find(i); text != from.end() && may_have_short_delta(text->second, now))
                if (std::string delta = text_delta(text->second, now); delta.size() < now.size() / 2)
                    out[i] = std::move(delta);
        return out;
    }
    [[nodiscard]] std::optional<rebuilt> rebuild_latest(connection& db, const void* state, const void* key) const {
        return rebuild_from(db, latest_id(db, state, key), {});
    }
    /// Versions first to last that exist, oldest first.
    [[nodiscard]] std::vector<rebuilt> rebuild_range(
        connection& db, const void* key, version_number first, version_number last) const {
        std::vector<rebuilt> out; // newest first, with the columns of their rows, back to one that has all
        const std::optional<row_place> newest = find_version(db, nullptr, key, {nullptr, last});
        if (!newest) return out;
        chain rows(*this, db, newest->id);
        while (rows.step()) {
            rebuilt& one = out.emplace_back(fresh());
            one.facts = read_row(rows.at());
            read_columns(rows.at(), one.facts.set - one.facts.deltas, one.state.get(), one.digests.begin());
            one.long_texts = texts_in(rows.at(), one.facts);
            if (one.facts.full && one.facts.number <= first) break;
        }
        if (!out.back().facts.full) fail_incomplete(out.back());
        std::reverse(out.begin(), out.end());
        texts known;
        for (std::size_t i = 0; i < out.size(); ++i) {
            if (i != 0 && !out[i].facts.full) fill_in(stored_ - out[i].facts.set, out[i - 1], out[i]);
            take_texts(db, std::move(out[i].long_texts), known, out[i]);
        }
        out.erase(out.begin(),
            std::find_if(out.begin(), out.end(), [&](const rebuilt& one) { return one.facts.number >= first; }));
        if (what.storable != nullptr)
            for (const rebuilt& one : out) what.storable(one.state.get());
        return out;
    }
    /// Takes the values of these columns from the version before.
    void fill_in(const wide_set& columns, const rebuilt& from, rebuilt& to) const {
        columns.each([&](std::size_t i) {
            layout_[i].operations->assign(address(i, to.state.get(), to.digests.begin()),
                address(i, from.state.get(), const_cast<digest*>(from.digests.begin())));
        });
    }
    [[nodiscard]] row_place known_latest(connection& db, const void* key, std::string_view doing) const {
        if (is_there(db))
            if (const auto latest =
                    find_version(db, nullptr, key, {nullptr, std::numeric_limits<version_number>::max()}))
                return *latest;
        entity_name{what, nullptr, key}.fail_not_found(false, doing);
    }
    [[nodiscard]] std::shared_ptr<const rebuilt> existing_version(
        connection& db, const void* key, version_number n, version_number latest) const {
        const entity_name name{what, nullptr, key};
        if (n == 0 || n > latest) name.fail_no_version(n, latest);
        const std::optional<row_place> at = find_version(db, nullptr, key, {nullptr, n});
        if (!at || at->number != n) name.fail_pruned(n);
        return read_version(db, at->id);
    }

    /// Finds an entity by the key columns of rows.
    class entities {
    public:
        explicit entities(const table_rows& t) : t_(t), key_(t.what, t.blank_.get()) {}
        /// The place in `all` of the entity that a row is about, and in what stands beside; a new one is at the end of both.
        template <class Beside>
        std::size_t place(const query& q, std::vector<rebuilt>& all, std::vector<Beside>& beside) {
            t_.read_columns(q, t_.keys_, key_.get(), nullptr);
            const std::uint64_t hash = t_.what.hash_state(key_.get());
            const std::uint32_t known =
                places_.find(hash, [&](std::uint32_t i) { return t_.what.same_key(all[i].state.get(), key_.get()); });
            if (known != memory::no_number) return known;
            places_.reserve_one([&](std::uint32_t i) { return t_.what.hash_state(all[i].state.get()); });
            beside.emplace_back();
            all.push_back(t_.fresh());
            t_.read_columns(q, t_.keys_, all.back().state.get(), nullptr);
            places_.insert(hash, static_cast<std::uint32_t>(all.size() - 1));
            return all.size() - 1;
        }

    private:
        const table_rows& t_;
        state_copy key_;
        memory::hash_index places_;
    };

    /// All that lived at an instant, in the order of their keys. Throws: `pruned`.
    [[nodiscard]] std::vector<rebuilt> scan(connection& db, timestamp when) const {
        std::vector<rebuilt> all_states;
        std::vector<told> so_far;
        {
            entities known(*this);
            query q(prepared(db, sql::all_backwards));
            while (q.step()) {
                const std::size_t place = known.place(q, all_states, so_far);
                if (so_far[place].all) continue;
                const row_facts row = read_row(q);
                so_far[place].oldest = row.number;
                if (row.occurred_on > when) continue;
                if (all_states[place].facts.number == 0) all_states[place].facts = row;
                take_older(db, q, row, so_far[place], all_states[place]);
            }
        }
        for (std::size_t i = 0; i != all_states.size(); ++i) {
            if (all_states[i].facts.number == 0 && so_far[i].oldest > 1)
                entity_name{what, all_states[i].state.get(), nullptr}.fail_pruned(when);
            if (all_states[i].facts.number != 0 && !so_far[i].all) fail_incomplete(all_states[i]);
        }
        keep_living(all_states);
        if (what.storable != nullptr)
            for (rebuilt& one : all_states) what.storable(one.state.get());
        return all_states;
    }
    /// Leaves what was there and not deleted, in the order of keys.
    void keep_living(std::vector<rebuilt>& states) const {
        std::erase_if(
            states, [](const rebuilt& one) { return one.facts.number == 0 || one.facts.op == operation::deleted; });
        std::sort(states.begin(), states.end(),
            [&](const rebuilt& a, const rebuilt& b) { return what.less(a.state.get(), b.state.get()); });
    }

    void assign_fields(const wide_set& fields, const void* from, void* to) const {
        (fields - what.redacted).each([&](std::size_t i) {
            const column& c = layout_[i];
            if (i < what.fields && c.source == column_source::state)
                c.operations->assign(
                    static_cast<std::byte*>(to) + c.offset, static_cast<const std::byte*>(from) + c.offset);
        });
    }
    void give_pair(const rebuilt* a, const rebuilt* b, const pair_sink& out) const {
        void *x = nullptr, *y = nullptr;
        out.begin(out.target, (a != nullptr ? a : b)->state.get(), a != nullptr, b != nullptr, x, y);
        wide_set redacted;
        if (a != nullptr && b != nullptr) {
            wide_set all_fields;
            for (std::size_t i = 0; i != what.fields; ++i) all_fields.insert(i);
            assign_fields(all_fields, b->state.get(), y);
            if (what.audited != nullptr) what.audited->assign(audit_in(y), audit_in(b->state.get()));
            std::size_t i = 0;
            what.redacted.each([&](std::size_t field) {
                if (!(a->digests[i] == b->digests[i])) redacted.insert(field);
                ++i;
            });
        }
        out.end(out.target, redacted);
    }

    [[nodiscard]] std::uint64_t commit_id(connection& db, std::int64_t id, std::int64_t commit) const {
        std::map<std::int64_t, store_core::found_commit> known;
        const store_core::found_commit& found = core_.commit_row(db, commit, known);
        return found.has_own_id ? found.commit.id : static_cast<std::uint64_t>(id);
    }
    [[nodiscard]] version_facts facts_of(
        connection& db, const row_facts& row, std::map<std::int64_t, store_core::found_commit>& known) const {
        const store_core::found_commit& found = core_.commit_row(db, row.commit, known);
        version_facts out{row.number, row.op, row.changed, found.commit, row.source};
        if (!found.has_own_id) out.commit.id = static_cast<std::uint64_t>(row.id);
        if (!found.has_own_time) out.commit.recorded_on = row.occurred_on;
        out.commit.occurred_on = row.occurred_on;
        return out;
    }

private:
    mutable lately_read<rebuilt> lately_;
};

} // namespace yore::detail::sqlite

#endif
