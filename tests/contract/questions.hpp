// SPDX-License-Identifier: BSL-1.0
/// Asks a history and the naive model the same questions, all of them, some with random arguments.
#ifndef YORE_TESTS_CONTRACT_QUESTIONS_HPP
#define YORE_TESTS_CONTRACT_QUESTIONS_HPP

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <yore/yore.hpp>

#include "choices.hpp"
#include "comparison.hpp"
#include "naive.hpp"
#include "random.hpp"

namespace contract {

template <class T> class questions {
public:
    using key = typename description<T>::key;

    questions(const yore::history<T>& library, const naive<T>& model, choices<T>& choose, random_source& random,
        commit_names& commits)
        : library_(library), model_(model), choose_(choose), random_(random), commits_(commits) {}

    /// The first answer that differs, in words; empty when all are the same.
    [[nodiscard]] std::string difference() {
        check_everything();
        return complaint_;
    }

private:
    void check_everything() {
        for (const key& id : arbitrary<T>::keys()) check_entity(id);
        check_snapshots();
        check_find();
        require(library_.deleted() == model_.deleted(), "deleted()");
        const auto statistics = library_.statistics();
        require(statistics.entities == model_.entities().size(), "statistics().entities");
        require(statistics.versions == model_.version_count(), "statistics().versions");
    }

    void check_entity(const key& id) {
        const auto latest = library_.latest(id);
        require(presence_difference<T>(latest, model_.latest(id)), "latest()");
        check_versions(id);
        check_numbers(id);
        check_times(id);
        check_blame(id);
        check_diff(id);
        check_preview(id);
    }

    void check_versions(const key& id) {
        const auto found = library_.versions(id);
        const auto expected = model_.versions(id);
        if (!require(found.size() == expected.size(), "the number of versions()")) return;
        for (std::size_t each = 0; each < found.size(); ++each)
            require(version_difference<T>(found[each], expected[each], commits_), "versions()");
    }

    void check_numbers(const key& id) {
        const known_entity<T>* one = model_.entity_of(id);
        const version_number last = one == nullptr ? 0 : one->last_number();
        for (version_number number = 0; number <= last + 1; ++number) {
            const auto found = library_.at(id, number);
            const bool expected = one != nullptr && number > one->removed && number <= last;
            if (!require(found.has_value() == expected, "whether at() finds version " + std::to_string(number))) return;
            if (found) require(found->number == number, "the number that at() finds");
        }
    }

    void check_times(const key& id) {
        for (std::size_t each = 0; each < 4; ++each) {
            const timestamp when = choose_.any_time();
            const auto found = call([&] { return library_.as_of(id, when); });
            const auto [acceptable, state] = model_.as_of(id, when);
            if (require(ending_difference(found.end, acceptable), "as_of(key, time)") && found.end == outcome::done)
                require(presence_difference<T>(*found.result, state), "as_of(key, time)");
        }
    }

    void check_blame(const key& id) {
        const auto found = call([&] { return library_.blame(id); });
        const bool known = model_.entity_of(id) != nullptr;
        if (!require(ending_difference(found.end, {known ? outcome::done : outcome::not_found}), "blame()") || !known)
            return;
        for_each_column<T>([&](auto column, std::size_t index) {
            if constexpr (decltype(column)::rule != role::ignored) {
                const auto entry = found.result->template of<decltype(column)::member>();
                const auto [version, or_earlier] = model_.blame(id, index);
                const std::string what = "blame of column " + std::to_string(index);
                require(entry.number == version->number, what + ": number " + std::to_string(entry.number));
                require(entry.or_earlier == or_earlier, what + ": or_earlier");
                require(commit_difference<T>(entry.commit, *version, commits_), what);
            }
        });
    }

    void check_diff(const key& id) {
        const version_number from = choose_.any_number(id);
        const version_number to = choose_.any_number(id);
        const auto found = call([&] { return library_.diff(id, from, to); });
        const auto [acceptable, expected] = model_.diff(id, from, to);
        if (require(ending_difference(found.end, acceptable), "diff()") && found.end == outcome::done)
            check_changes(*found.result, *expected.before, *expected.after, "diff()");
    }

    /// Compares changes with two states, secrets included: those differ as well, without being shown.
    void check_changes(const yore::changes<T>& found, const T& before, const T& after, const std::string& what) {
        const columns_of<T> expected = naive<T>::differing(before, after);
        require(found.fields() == fields_of<T>(expected), what + ": the set of fields");
        for_each_column<T>([&](auto column, std::size_t index) {
            const auto* change = found.template get<decltype(column)::member>();
            const std::string where = what + ": column " + std::to_string(index);
            if (!require((change != nullptr) == expected.test(index), where) || change == nullptr) return;
            if constexpr (decltype(column)::rule == role::redacted)
                require(is_hidden(change->before) && is_hidden(change->after), where + " shows a secret");
            else
                require(same(change->before, before.*(column.member)) && same(change->after, after.*(column.member)),
                    where + ": the values");
        });
    }

    void check_preview(const key& id) {
        const known_target target = choose_.any_target(id);
        const auto found = call([&] {
            return target.number ? library_.preview_revert(id, yore::to_version(*target.number))
                                 : library_.preview_revert(id, yore::to_time(target.time));
        });
        const auto [acceptable, state] = model_.preview(id, target);
        if (require(ending_difference(found.end, acceptable), "preview_revert()") && found.end == outcome::done)
            require(fields_difference<T>(*found.result, *state), "preview_revert()");
    }

    void check_snapshots() {
        for (std::size_t each = 0; each < 3; ++each) check_snapshot(choose_.any_time());
        check_between(choose_.any_time(), choose_.any_time());
    }

    void check_snapshot(timestamp when) {
        const auto found = call([&] { return library_.as_of(when); });
        const auto [acceptable, expected] = model_.as_of(when);
        if (!require(ending_difference(found.end, acceptable), "as_of(time)") || found.end != outcome::done) return;
        if (!require(found.result->size() == expected.size(), "the size of as_of(time)")) return;
        auto known = expected.begin();
        for (const T& state : *found.result) {
            require(description<T>::key_of(state) == known->first, "the order of as_of(time)");
            require(state_difference<T>(state, *known->second), "as_of(time)");
            require(found.result->find(known->first) == &state, "find() in as_of(time)");
            ++known;
        }
        for (const key& id : arbitrary<T>::keys())
            require((found.result->find(id) != nullptr) == expected.contains(id), "whether as_of(time) finds a key");
    }

    void check_between(timestamp one, timestamp other) {
        const timestamp from = std::min(one, other);
        const timestamp to = std::max(one, other);
        const auto found = call([&] { return library_.between(from, to); });
        const auto [acceptable, expected] = model_.between(from, to);
        if (!require(ending_difference(found.end, acceptable), "between()") || found.end != outcome::done) return;
        std::size_t count = 0;
        for (const T& state : found.result->created) count += check_side(nullptr, &state, nullptr, expected);
        for (const T& state : found.result->deleted) count += check_side(&state, nullptr, nullptr, expected);
        for (const auto& changed : found.result->changed)
            count += check_side(&changed.before, &changed.after, &changed.changes, expected);
        require(count == expected.size(), "the number of differences in between()");
    }

    /// Checks one difference; returns how many of the expected ones it is.
    std::size_t check_side(const T* before, const T* after, const yore::changes<T>* changes,
        const std::map<key, known_difference<T>>& expected) {
        const auto known = expected.find(description<T>::key_of(before != nullptr ? *before : *after));
        if (!require(known != expected.end(), "between() lists an entity that is the same at both instants")) return 0;
        require(presence_difference<T>(before, without_secrets(known->second.before)), "between(), before");
        require(presence_difference<T>(after, without_secrets(known->second.after)), "between(), after");
        if (changes != nullptr && known->second.before && known->second.after)
            check_changes(*changes, *known->second.before, *known->second.after, "between()");
        return 1;
    }

    static std::shared_ptr<const T> without_secrets(const std::shared_ptr<const T>& state) {
        return state == nullptr ? nullptr : naive<T>::without_secrets(*state);
    }

    void check_find() {
        known_filter<T> wanted;
        yore::filter<T> filter;
        if (random_.chance(35)) filter.key = wanted.key = choose_.any_key();
        if (random_.chance(25)) filter.actor = wanted.actor = random_.pick({"ana", "bo", "nobody"});
        if (random_.chance(15)) filter.reason = wanted.reason = random_.pick({"moved", "repaired", "never"});
        if (random_.chance(10)) filter.correlation_id = wanted.correlation_id = random_.pick({"c1", "c2"});
        if (random_.chance(25)) filter.from = wanted.from = choose_.any_time();
        if (random_.chance(25)) filter.until = wanted.until = choose_.any_time();
        for (std::size_t wishes = random_.chance(30) ? 1 + random_.below(2) : 0; wishes > 0; --wishes) {
            filter.operations.push_back(static_cast<operation>(1 + random_.below(5)));
            wanted.operations.insert(filter.operations.back());
        }
        if (random_.chance(25)) add_changed(filter, wanted);
        filter.newest_first = wanted.newest_first = random_.chance(50);
        check_pages(filter, model_.find(wanted));
    }

    void add_changed(yore::filter<T>& filter, known_filter<T>& wanted) {
        for (std::size_t wishes = 1 + random_.below(2); wishes > 0; --wishes)
            wanted.changed.set(random_.below(column_count<T>));
        for_each_column<T>([&](auto column, std::size_t index) {
            if (column.rule == role::ignored) wanted.changed.reset(index);
        });
        filter.changed = fields_of<T>(wanted.changed);
    }

    void check_pages(yore::filter<T>& filter, const std::vector<std::pair<key, known_version<T>>>& expected) {
        filter.limit = random_.below(6);
        std::size_t place = 0;
        while (true) {
            const auto page = library_.find(filter);
            const std::size_t left = expected.size() - place;
            const std::size_t size = filter.limit == 0 ? left : std::min(filter.limit, left);
            if (!require(page.size() == size,
                    "find() gives " + std::to_string(page.size()) + " versions, expected " + std::to_string(size)))
                return;
            for (const auto& found : page) {
                const auto& [id, known] = expected[place++];
                require(description<T>::key_of(found.state) == id, "find() gives another entity");
                require(version_difference<T>(found, known, commits_), "find()");
            }
            if (filter.limit == 0 || page.empty()) return;
            filter.after = yore::cursor<T>{page.back()};
        }
    }

    bool require(bool holds, const std::string& sentence) {
        if (!holds && complaint_.empty()) complaint_ = sentence;
        return holds;
    }

    bool require(const std::string& difference, const std::string& what) {
        return require(difference.empty(), what + ": " + difference);
    }

    const yore::history<T>& library_;
    const naive<T>& model_;
    choices<T>& choose_;
    random_source& random_;
    commit_names& commits_;
    std::string complaint_;
};

} // namespace contract

#endif
