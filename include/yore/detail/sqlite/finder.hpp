// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_FINDER_HPP
#define YORE_DETAIL_SQLITE_FINDER_HPP

#include <yore/detail/sqlite/table_rows.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yore::detail::sqlite {

/// One search: rows in the order of their ids, only the stretches of ids where a match can be.
class finder {
public:
    finder(const table_rows& t, connection& db, const any_filter& f, const version_sink& out)
        : t_(t), db_(db), f_(f), out_(out) {}

    void run() {
        std::int64_t low = 0, high = std::numeric_limits<std::int64_t>::max();
        if (f_.has_cursor) (f_.newest_first ? high : low) = cursor_bound();
        if (f_.actor != nullptr || f_.reason != nullptr || f_.correlation_id != nullptr) find_commits();
        if (f_.key != nullptr) {
            look_at_key(low, high);
            return;
        }
        for (const auto& [first, last] : stretches(low, high))
            if (!look(first, last)) return;
    }

    using span = std::pair<std::int64_t, std::int64_t>;

    /// Of ids up to two bounds, where matches can be, in the order of the filter.
    std::vector<span> stretches(std::int64_t low = 0, std::int64_t high = std::numeric_limits<std::int64_t>::max()) {
        std::vector<span> out;
        if (by_commit_) out = stretches_of_commits();
        else if (f_.from || f_.until || !f_.changed.empty()) out = stretches_of_periods();
        else out = {{0, std::numeric_limits<std::int64_t>::max()}};
        std::sort(out.begin(), out.end());
        std::vector<span> cut;
        for (auto [first, last] : out) {
            first = first < low ? low : first;
            last = last > high ? high : last;
            if (first > last) continue;
            if (!cut.empty() && cut.back().second + 1 >= first) cut.back().second = last;
            else cut.emplace_back(first, last);
        }
        if (f_.newest_first) std::reverse(cut.begin(), cut.end());
        return cut;
    }

private:
    /// The id next to the one where the last page ended.
    std::int64_t cursor_bound() {
        std::int64_t id = 0;
        const std::optional<row_place> last = t_.find_version(db_, nullptr, f_.after_key, {nullptr, f_.after_number});
        if (last && last->number == f_.after_number) id = last->id;
        else { // pruned meanwhile: its commit, which is given again, says where it was
            const auto commit = static_cast<std::int64_t>(f_.after_commit);
            return f_.newest_first ? last_of(commit) : commit;
        }
        return f_.newest_first ? id - 1 : id + 1;
    }

    /// The last row of a commit in this table.
    std::int64_t last_of(std::int64_t commit) {
        const statement s(db_.get(), "SELECT max(yore_id) FROM " + sql_name(t_.history_) +
                                         " WHERE yore_commit = (SELECT id FROM yore_commit WHERE first = ?)");
        query q(s);
        q.bind(commit);
        return q.step() && !q.is_null(0) ? q.integer(0) : commit;
    }

    void find_commits() {
        by_commit_ = true;
        std::string text = "SELECT id FROM yore_commit WHERE TRUE";
        if (f_.actor != nullptr) text += " AND actor = ?";
        if (f_.reason != nullptr) text += " AND reason = ?";
        if (f_.correlation_id != nullptr) text += " AND correlation_id = ?";
        const statement s(db_.get(), text);
        query q(s);
        for (const std::string* one : {f_.actor, f_.reason, f_.correlation_id})
            if (one != nullptr) q.bind(std::string_view(*one));
        while (q.step()) commits_.insert(q.integer(0));
    }

    std::vector<span> stretches_of_commits() {
        std::set<std::int64_t> found;
        const statement s(db_.get(), "SELECT stretch FROM yore_activity WHERE model = ? AND commit_id = ?");
        for (std::int64_t commit : commits_) {
            query q(s);
            q.bind(t_.model_id_.load()).bind(commit);
            while (q.step()) found.insert(q.integer(0));
        }
        std::vector<span> out;
        for (std::int64_t stretch : found) out.emplace_back(stretch << 10, (stretch << 10) + 1023);
        return out;
    }
    std::vector<span> stretches_of_periods() {
        std::vector<span> out;
        std::int64_t behind = 0; // the last stretch is not in the table yet, nor is one without rows
        const statement s(
            db_.get(), "SELECT stretch, earliest, latest, changed FROM yore_period WHERE model = ? ORDER BY stretch");
        query q(s);
        q.bind(t_.model_id_.load());
        while (q.step()) {
            if (q.integer(0) != behind) out.emplace_back(behind << 10, (q.integer(0) << 10) - 1);
            behind = q.integer(0) + 1;
            if ((!f_.from || time_from(q.integer(2)) >= *f_.from) &&
                (!f_.until || time_from(q.integer(1)) < *f_.until) && may_change(q.text(3)))
                out.emplace_back(q.integer(0) << 10, (q.integer(0) << 10) + 1023);
        }
        out.emplace_back(behind << 10, std::numeric_limits<std::int64_t>::max());
        return out;
    }

    [[nodiscard]] bool may_change(std::string_view listed) const {
        bool out = f_.changed.empty() || listed.substr(0, 1) == "*";
        f_.changed.each(
            [&](std::size_t i) { out = out || listed.find("," + t_.names_[i] + ",") != std::string_view::npos; });
        return out;
    }
    [[nodiscard]] bool matches(const row_facts& row) const {
        if (by_commit_ && commits_.count(row.commit) == 0) return false;
        if ((f_.from && row.occurred_on < *f_.from) || (f_.until && row.occurred_on >= *f_.until)) return false;
        if (!f_.operations.empty() &&
            std::find(f_.operations.begin(), f_.operations.end(), row.op) == f_.operations.end())
            return false;
        return true;
    }
    [[nodiscard]] bool changes_match(const row_facts& row) const {
        return f_.changed.empty() || !(f_.changed & row.changed).empty();
    }
    /// Returns: false when there are as many as were asked for.
    bool give(std::int64_t id) {
        const std::optional<rebuilt> found = t_.rebuild_from(db_, id, {});
        out_.add(out_.target, found->state.get(), t_.facts_of(db_, found->facts, known_));
        return f_.limit == 0 || ++given_ < f_.limit;
    }
    bool look(std::int64_t first, std::int64_t last) {
        query q(t_.prepared(db_, f_.newest_first ? table_rows::sql::by_id_backwards : table_rows::sql::by_id));
        q.bind(first).bind(last);
        while (q.step()) {
            row_facts row;
            t_.read_facts(q, row);
            if (!matches(row) || (!f_.changed.empty() && !changes_match(t_.read_row(db_, row.id)))) continue;
            if (!give(row.id)) return false;
        }
        return true;
    }
    void look_at_key(std::int64_t low, std::int64_t high) {
        std::vector<std::int64_t> found;
        {
            table_rows::chain rows(t_, db_, t_.latest_id(db_, nullptr, f_.key));
            const bool enough_first = f_.newest_first && f_.limit != 0;
            while (!(enough_first && found.size() == f_.limit) && rows.step()) {
                const std::int64_t id = rows.at().integer(own_id);
                if (id < low) break;
                const row_facts row = t_.read_row(rows.at());
                if (id <= high && matches(row) && changes_match(row)) found.push_back(id);
            }
        }
        if (!f_.newest_first) std::reverse(found.begin(), found.end());
        for (const std::int64_t id : found)
            if (!give(id)) return;
    }

    const table_rows& t_;
    connection& db_;
    const any_filter& f_;
    const version_sink& out_;
    bool by_commit_ = false;
    std::set<std::int64_t> commits_;
    std::map<std::int64_t, store_core::found_commit> known_;
    std::size_t given_ = 0;
};

} // namespace yore::detail::sqlite

#endif
