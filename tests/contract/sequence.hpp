// SPDX-License-Identifier: BSL-1.0
/// Plays a random sequence of calls on a history and on the naive model, and compares every answer of both.
#ifndef YORE_TESTS_CONTRACT_SEQUENCE_HPP
#define YORE_TESTS_CONTRACT_SEQUENCE_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <yore/yore.hpp>

#include "catch.hpp"
#include "comparison.hpp"
#include "naive.hpp"
#include "random.hpp"
#include "support.hpp"

namespace contract {

/// Random keys and states of a model: `keys()`, `fresh(random, key)` and `mutate(random, state)`. A fresh state holds no
/// placeholder of a secret.
template <class T> struct arbitrary;

template <class T> class sequence {
public:
    using key = typename description<T>::key;
    using open_transaction = std::function<std::unique_ptr<yore::transaction>()>;

    sequence(yore::history<T>& library, open_transaction open, std::uint64_t seed)
        : library_(library),
          open_(std::move(open)),
          random_(seed),
          seed_(seed),
          before_(library.before_record([this](const yore::version<T>& next) { return approve(next); })),
          after_(library.on_record([this](const yore::version<T>& made) {
              announced_.emplace_back(description<T>::key_of(made.state), made.number);
          })) {
        model_.clock = [this](const key& id, version_number number) { return clock_of(id, number); };
    }

    sequence(const sequence&) = delete;
    sequence& operator=(const sequence&) = delete;

    ~sequence() {
        while (!open_transactions_.empty()) open_transactions_.pop_back();
    }

    /// Plays `steps` calls, and stops at the first difference.
    void play(std::size_t steps) {
        for (std::size_t each = 0; each < steps && complaint_.empty(); ++each) {
            step();
            if (complaint_.empty()) check_after_step();
            if (complaint_.empty() && each % 5 == 4) check_everything();
        }
        while (!open_transactions_.empty() && complaint_.empty()) end_transaction();
        if (complaint_.empty()) check_everything();
    }

    /// What differed, with the seed and the last calls; empty when nothing did.
    [[nodiscard]] std::string complaint() const {
        if (complaint_.empty()) return "";
        std::string text = complaint_ + "\nseed " + std::to_string(seed_) + ", the last calls:";
        for (const std::string& line : log_) text += "\n  " + line;
        return text;
    }

private:
    using receipts = std::vector<yore::receipt<T>>;

    // One random call.

    void step() {
        present_ += static_cast<std::int64_t>(random_.below(3));
        const std::size_t dice = random_.below(100);
        if (dice < 38) record();
        else if (dice < 46) record_all();
        else if (dice < 55) remove();
        else if (dice < 61) restore();
        else if (dice < 72) revert();
        else if (dice < 81) undo();
        else if (dice < 85) prune();
        else if (dice < 91) begin_transaction();
        else if (dice < 96) end_transaction();
        else change_verdicts();
    }

    void record() {
        const key id = any_key();
        T state = next_state(id);
        scramble_audit(state);
        const circumstances who = any_circumstances({id});
        const yore::record_options options = any_options(id);
        note("record", id, who, options);
        const auto expected = model_input(state);
        if (random_.chance(40)) {
            const T& unchangeable = state;
            const auto found = in(who, [&] { return library_.record(unchangeable, options); });
            compare(single(found), model_.record({expected}, who, options));
            require(state_difference<T>(state, *expected), "the state of the caller, recorded as const");
            return;
        }
        const auto found = in(who, [&] { return library_.record(state, options); });
        const auto known = model_.record({expected}, who, options);
        compare(single(found), known);
        check_caller(state, *expected, found.end == outcome::done && !who.muted);
    }

    void record_all() {
        std::vector<T> states = several_states();
        std::vector<std::shared_ptr<const T>> expected;
        std::set<key> ids;
        for (const T& state : states) {
            expected.push_back(model_input(state));
            ids.insert(description<T>::key_of(state));
        }
        const circumstances who = any_circumstances({ids.begin(), ids.end()});
        yore::record_options options;
        options.record_unchanged = random_.chance(5);
        note("record_all of " + std::to_string(states.size()) + ", the first", *ids.begin(), who, options);
        const bool stamps = random_.chance(50);
        const auto found = in(who, [&]() -> receipts {
            if (stamps) return library_.record_all(std::span<T>(states), options);
            return library_.record_all(std::span<const T>(states), options);
        });
        compare(found, model_.record(expected, who, options));
        if (!stamps || found.end != outcome::done)
            for (std::size_t each = 0; each < states.size(); ++each)
                require(state_difference<T>(states[each], *expected[each]), "a state of the caller of record_all");
    }

    void remove() {
        const key id = any_key();
        const circumstances who = any_circumstances({id});
        const yore::record_options options = any_options(id);
        note("remove", id, who, options);
        const auto found = in(who, [&] { return library_.remove(id, options); });
        compare(single(found), model_.remove(id, who, options));
    }

    void restore() {
        const key id = any_key();
        const circumstances who = any_circumstances({id});
        const yore::record_options options = any_options(id);
        note("restore", id, who, options);
        const auto found = in(who, [&] { return library_.restore(id, options); });
        compare(single(found), model_.restore(id, who, options));
    }

    void revert() {
        const key id = any_key();
        const known_target target = any_target(id);
        const circumstances who = any_circumstances({id});
        const yore::record_options options = any_options(id);
        const std::size_t column = random_.below(column_count<T>);
        columns_of<T> fields;
        fields.set();
        called<yore::receipt<T>> found;
        const std::string where = target.number ? "version " + std::to_string(*target.number) : "a time";
        if (random_.chance(60)) {
            note("revert to " + where + ",", id, who, options);
            found = in(who, [&] { return revert_to(id, target, options); });
        } else {
            note("revert column " + std::to_string(column) + " to " + where + ",", id, who, options);
            fields.reset();
            for_each_column<T>([&](auto chosen, std::size_t index) {
                if (index != column || chosen.rule == role::ignored || chosen.rule == role::redacted) return;
                fields.set(index);
                found = in(who, [&] { return revert_to<decltype(chosen)::member>(id, target, options); });
            });
            if (fields.none()) return;
        }
        compare(single(found), model_.revert(id, target, fields, who, options));
    }

    void undo() {
        const key id = any_key();
        const version_number number = any_number(id);
        const circumstances who = any_circumstances({id});
        const yore::record_options options = any_options(id);
        note("undo " + std::to_string(number) + " of", id, who, options);
        const auto found = in(who, [&] { return library_.undo(id, number, options); });
        compare(single(found), model_.undo(id, number, who, options));
    }

    void prune() {
        if (model_.depth() > 0) return;
        yore::retention retention;
        if (random_.chance(70)) retention.older_than = any_time();
        if (random_.chance(50)) retention.keep_last = random_.below(5);
        const yore::dry_run keep = random_.chance(40) ? yore::dry_run::yes : yore::dry_run::no;
        note(keep == yore::dry_run::yes ? "prune (dry run)" : "prune");
        const auto report = library_.prune(retention, keep);
        const auto [entities, versions] = model_.prune(retention.older_than, retention.keep_last, clock_now(), keep);
        require(report.entities == entities && report.versions == versions,
            "prune reports " + std::to_string(report.entities) + " entities and " + std::to_string(report.versions) +
                " versions, expected " + std::to_string(entities) + " and " + std::to_string(versions));
    }

    void begin_transaction() {
        if (model_.depth() >= 3) return;
        note("begin");
        if (model_.depth() == 0) within_ = any_transaction_circumstances();
        open_transactions_.push_back(open_());
        model_.begin();
    }

    void end_transaction() {
        if (open_transactions_.empty()) return;
        if (random_.chance(60)) {
            note("commit");
            open_transactions_.back()->commit();
            open_transactions_.pop_back();
            model_.commit();
        } else {
            note("rollback");
            open_transactions_.pop_back();
            model_.rollback();
            commits_.forget_after(model_.last_serial());
        }
        if (open_transactions_.empty()) within_.reset();
    }

    void change_verdicts() {
        model_.verdicts.clear();
        if (random_.chance(50)) model_.verdicts[any_key()] = random_.chance(60) ? verdict::veto : verdict::fail;
    }

    // What calls are made of.

    key any_key() { return random_.pick(arbitrary<T>::keys()); }

    const known_entity<T>* find(const key& id) const {
        const auto found = model_.entities().find(id);
        return found == model_.entities().end() ? nullptr : &found->second;
    }

    T next_state(const key& id) {
        const auto live = model_.latest(id);
        if (live == nullptr || random_.chance(10)) return arbitrary<T>::fresh(random_, id);
        T state = copy_of(*live);
        if (!random_.chance(12)) arbitrary<T>::mutate(random_, state);
        return state;
    }

    std::vector<T> several_states() {
        std::vector<T> states;
        std::map<key, std::size_t> places;
        const std::size_t count = 1 + random_.below(4);
        while (states.size() < count) {
            const key id = any_key();
            if (const auto again = places.find(id); again != places.end()) {
                states.push_back(copy_of(states[again->second]));
                arbitrary<T>::mutate(random_, states.back());
            } else {
                states.push_back(next_state(id));
            }
            places[id] = states.size() - 1;
        }
        return states;
    }

    void scramble_audit(T& state) {
        if constexpr (stamped<T>) {
            if (random_.chance(50)) return;
            auto& four = description<T>::audit(state);
            four.created_on = four.modified_on = second(-1000);
            four.created_by = four.modified_by = "the caller";
        }
    }

    std::shared_ptr<const T> model_input(const T& state) { return std::make_shared<T>(copy_of(state)); }

    yore::record_options any_options(const key& id) {
        yore::record_options options;
        options.record_unchanged = random_.chance(4);
        if (random_.chance(12)) {
            const known_entity<T>* one = find(id);
            options.expected_version = one == nullptr ? 0 : one->last_number();
            if (random_.chance(30)) ++*options.expected_version;
        }
        return options;
    }

    circumstances any_circumstances(const std::vector<key>& ids) {
        circumstances who = within_ ? *within_ : any_people();
        who.muted = random_.chance(3);
        if (!within_) who.occurred_on = any_instant(ids);
        return who;
    }

    circumstances any_people() {
        circumstances who;
        if (random_.chance(75)) who.actor = random_.pick({"ana", "bo", "cy"});
        if (random_.chance(75)) who.reason = random_.pick({"moved", "repaired"});
        if (random_.chance(30)) who.correlation_id = random_.pick({"c1", "c2"});
        return who;
    }

    circumstances any_transaction_circumstances() {
        circumstances who = any_people();
        const std::size_t dice = random_.below(100);
        if (dice < 70) who.occurred_on = second(present_);
        else if (dice < 85) who.occurred_on = future(present_);
        return who;
    }

    /// Mostly the present of the sequence, which moves on slowly; sometimes too early, rarely left to the clock. What
    /// the clock has stamped lies between the two ages in which explicit instants lie, so that no comparison depends on
    /// how fast the test runs.
    std::optional<timestamp> any_instant(const std::vector<key>& ids) {
        timestamp last = timestamp::min();
        for (const key& id : ids)
            if (const known_entity<T>* one = find(id)) last = std::max(last, one->latest().occurred_on);
        if (random_.chance(4)) return std::nullopt;
        const timestamp present = last > second(present_ + 10'000) ? future(present_) : second(present_);
        if (last == timestamp::min() || random_.chance(10)) return present;
        const bool stamped_by_clock = last > second(present_ + 10'000) && last < future(0);
        if (stamped_by_clock) return present;
        if (random_.chance(8)) return last - std::chrono::seconds{1 + random_.below(3)};
        if (random_.chance(25)) return last;
        return std::max(last, present);
    }

    version_number any_number(const key& id) {
        const known_entity<T>* one = find(id);
        if (one == nullptr) return random_.below(3);
        if (random_.chance(35)) return one->last_number();
        return random_.below(static_cast<std::size_t>(one->last_number()) + 2);
    }

    known_target any_target(const key& id) {
        if (random_.chance(60)) return {any_number(id), {}};
        return {std::nullopt, any_time()};
    }

    timestamp any_time() {
        std::vector<timestamp> times{second(-1), future(100'000)};
        for (const auto& [id, one] : model_.entities())
            for (const auto& each : one.kept) times.push_back(each.occurred_on);
        return random_.pick(times) + random_.pick({-tick, 0 * tick, 0 * tick, tick});
    }

    static timestamp clock_now() {
        return std::chrono::time_point_cast<timestamp::duration>(std::chrono::system_clock::now());
    }

    // How calls are made.

    template <class Step> auto in(const circumstances& who, Step&& step) {
        yore::context context;
        if (who.actor) context.actor = yore::actor{*who.actor};
        context.reason = who.reason;
        context.correlation_id = who.correlation_id;
        context.occurred_on = who.occurred_on;
        const yore::scope here{context};
        if (!who.muted) return call(std::forward<Step>(step));
        const yore::muted silence;
        return call(std::forward<Step>(step));
    }

    template <auto... Members>
    yore::receipt<T> revert_to(const key& id, const known_target& target, yore::record_options options) {
        if constexpr (sizeof...(Members) == 0)
            return target.number ? library_.revert(id, yore::to_version(*target.number), options)
                                 : library_.revert(id, yore::to_time(target.time), options);
        else
            return target.number ? library_.template revert<Members...>(id, yore::to_version(*target.number), options)
                                 : library_.template revert<Members...>(id, yore::to_time(target.time), options);
    }

    static called<receipts> single(const called<yore::receipt<T>>& one) {
        if (!one.result) return {one.end, std::nullopt};
        return {one.end, receipts{*one.result}};
    }

    bool approve(const yore::version<T>& next) {
        const auto said = model_.verdicts.find(description<T>::key_of(next.state));
        if (said == model_.verdicts.end()) return true;
        if (said->second == verdict::fail) throw callback_failure{};
        return said->second == verdict::allow;
    }

    std::optional<timestamp> clock_of(const key& id, version_number number) {
        const auto stored = library_.at(id, number);
        return stored ? std::optional<timestamp>(stored->commit.occurred_on) : std::nullopt;
    }

    // Comparisons.

    void compare(const called<receipts>& found, const answer<T>& expected) {
        if (!require(ending_difference(found.end, expected.acceptable), "the call")) return;
        if (!expected.done()) return;
        if (!require(found.result->size() == expected.receipts.size(), "the number of receipts differs")) return;
        for (std::size_t each = 0; each < expected.receipts.size(); ++each)
            require(receipt_difference<T>((*found.result)[each], expected.receipts[each], commits_), "the call");
    }

    void check_caller(const T& state, const T& given, bool has_stored_audit) {
        require(fields_difference<T>(state, given), "the state of the caller");
        if constexpr (stamped<T>) {
            const auto stored = model_.latest(description<T>::key_of(given));
            const T& expected = has_stored_audit && stored != nullptr ? *stored : given;
            require(audit_difference(description<T>::audit(state), description<T>::audit(expected)),
                "the state of the caller");
        }
    }

    void check_after_step() {
        require(model_.violations.empty() ? "" : model_.violations.front(), "the clock");
        if (model_.depth() == 0)
            require(announced_ == model_.announced, "on_record was not called once for each version in order");
    }

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
        const known_entity<T>* one = find(id);
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
            const timestamp when = any_time();
            const auto found = call([&] { return library_.as_of(id, when); });
            const auto [acceptable, state] = model_.as_of(id, when);
            if (require(ending_difference(found.end, acceptable), "as_of(key, time)") && found.end == outcome::done)
                require(presence_difference<T>(*found.result, state), "as_of(key, time)");
        }
    }

    void check_blame(const key& id) {
        const auto found = call([&] { return library_.blame(id); });
        const bool known = find(id) != nullptr;
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
        const version_number from = any_number(id);
        const version_number to = any_number(id);
        const auto found = call([&] { return library_.diff(id, from, to); });
        const auto [acceptable, expected] = model_.diff(id, from, to);
        if (require(ending_difference(found.end, acceptable), "diff()") && found.end == outcome::done)
            check_changes(*found.result, *expected.before, *expected.after, "diff()");
    }

    void check_changes(const yore::changes<T>& found, const T& before, const T& after, const std::string& what) {
        const columns_of<T> expected = naive<T>::differing(before, after);
        for_each_column<T>([&](auto column, std::size_t index) {
            constexpr role rule = decltype(column)::rule;
            if constexpr (rule == role::tracked || rule == role::untracked) {
                const auto* change = found.template get<decltype(column)::member>();
                if (require((change != nullptr) == expected.test(index),
                        what + ": whether column " + std::to_string(index) + " differs") &&
                    change != nullptr)
                    require(
                        same(change->before, before.*(column.member)) && same(change->after, after.*(column.member)),
                        what + ": the values of column " + std::to_string(index));
            }
        });
    }

    void check_preview(const key& id) {
        const known_target target = any_target(id);
        const auto found = call([&] {
            return target.number ? library_.preview_revert(id, yore::to_version(*target.number))
                                 : library_.preview_revert(id, yore::to_time(target.time));
        });
        const auto [acceptable, state] = model_.preview(id, target);
        if (require(ending_difference(found.end, acceptable), "preview_revert()") && found.end == outcome::done)
            require(fields_difference<T>(*found.result, *state), "preview_revert()");
    }

    void check_snapshots() {
        for (std::size_t each = 0; each < 3; ++each) check_snapshot(any_time());
        check_between(any_time(), any_time());
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
        for (const T& state : found.result->created) count += check_side(nullptr, &state, expected);
        for (const T& state : found.result->deleted) count += check_side(&state, nullptr, expected);
        for (const auto& changed : found.result->changed) {
            count += check_side(&changed.before, &changed.after, expected);
            check_changes(changed.changes, changed.before, changed.after, "between()");
        }
        require(count == expected.size(), "the number of differences in between()");
    }

    /// Checks one difference; returns how many of the expected ones it is.
    std::size_t check_side(const T* before, const T* after, const std::map<key, known_difference<T>>& expected) {
        const auto known = expected.find(description<T>::key_of(before != nullptr ? *before : *after));
        if (!require(known != expected.end(), "between() lists an entity that is the same at both instants")) return 0;
        require(presence_difference<T>(before, known->second.before), "between(), before");
        require(presence_difference<T>(after, known->second.after), "between(), after");
        return 1;
    }

    void check_find() {
        known_filter<T> wanted;
        yore::filter<T> filter;
        if (random_.chance(35)) filter.key = wanted.key = any_key();
        if (random_.chance(25)) filter.actor = wanted.actor = random_.pick({"ana", "bo", "nobody"});
        if (random_.chance(15)) filter.reason = wanted.reason = random_.pick({"moved", "repaired", "never"});
        if (random_.chance(10)) filter.correlation_id = wanted.correlation_id = random_.pick({"c1", "c2"});
        if (random_.chance(25)) filter.from = wanted.from = any_time();
        if (random_.chance(25)) filter.until = wanted.until = any_time();
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

    // The log.

    void note(std::string line) {
        log_.push_back(std::move(line));
        if (log_.size() > 60) log_.pop_front();
    }

    void note(const std::string& action, const key& id, const circumstances& who, yore::record_options options) {
        const auto& keys = arbitrary<T>::keys();
        std::string line = action + " key #" + std::to_string(std::find(keys.begin(), keys.end(), id) - keys.begin());
        line += " by " + who.actor.value_or("nobody");
        line += who.occurred_on ? " at " + yore::to_rfc3339(*who.occurred_on) : std::string(" by the clock");
        if (who.muted) line += ", muted";
        if (options.expected_version) line += ", expecting " + std::to_string(*options.expected_version);
        if (options.record_unchanged) line += ", unchanged too";
        note(std::move(line));
    }

    yore::history<T>& library_;
    open_transaction open_;
    random_source random_;
    std::uint64_t seed_;
    naive<T> model_;
    commit_names commits_;
    std::vector<std::unique_ptr<yore::transaction>> open_transactions_;
    std::optional<circumstances> within_;
    std::vector<std::pair<key, version_number>> announced_;
    std::int64_t present_ = 0;
    std::deque<std::string> log_;
    std::string complaint_;
    yore::connection before_;
    yore::connection after_;
};

/// Plays sequences of `steps` calls for `count` seeds, each on an empty store.
template <class T, class Fixture> void play_sequences(std::uint64_t first_seed, std::size_t count, std::size_t steps) {
    for (std::uint64_t seed = first_seed; seed < first_seed + count; ++seed) {
        Fixture stores;
        auto& db = stores.open();
        yore::history<T> library{db};
        sequence<T> run{library, [&db] { return std::make_unique<yore::transaction>(db); }, seed};
        run.play(steps);
        REQUIRE(run.complaint() == "");
    }
}

} // namespace contract

#endif
