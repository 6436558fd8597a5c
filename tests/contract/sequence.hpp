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
#include "choices.hpp"
#include "comparison.hpp"
#include "naive.hpp"
#include "questions.hpp"
#include "random.hpp"
#include "support.hpp"

namespace contract {

template <class T> class sequence {
public:
    using key = typename description<T>::key;
    using open_transaction = std::function<std::unique_ptr<yore::transaction>()>;
    using open_batch = std::function<std::unique_ptr<yore::batch>(std::size_t)>;

    sequence(yore::history<T>& library, open_transaction open, open_batch batch, std::uint64_t seed)
        : library_(library),
          open_(std::move(open)),
          open_batch_(std::move(batch)),
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
        batch_.reset();
    }

    /// Plays `steps` calls, and stops at the first difference.
    void play(std::size_t steps) {
        for (std::size_t each = 0; each < steps && complaint_.empty(); ++each) {
            step();
            if (complaint_.empty()) check_after_step();
            if (complaint_.empty() && each % 5 == 4) ask_everything();
        }
        while (!open_transactions_.empty() && complaint_.empty()) end_transaction();
        batch_.reset();
        if (complaint_.empty()) check_after_step();
        if (complaint_.empty()) ask_everything();
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
        choose_.go_on();
        const std::size_t dice = random_.below(100);
        if (dice < 38) record();
        else if (dice < 46) record_all();
        else if (dice < 55) remove();
        else if (dice < 61) restore();
        else if (dice < 72) revert();
        else if (dice < 81) undo();
        else if (dice < 85) prune();
        else if (dice < 91) begin_transaction();
        else if (dice < 95) end_transaction();
        else if (dice < 97) begin_or_end_batch();
        else change_verdicts();
    }

    void record() {
        const key id = choose_.any_key();
        T state = choose_.next_state(id);
        choose_.scramble_audit(state);
        const circumstances who = choose_.any_circumstances({id}, within());
        const yore::record_options options = choose_.any_options(id);
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
        std::vector<T> states = choose_.several_states();
        std::vector<std::shared_ptr<const T>> expected;
        std::set<key> ids;
        for (const T& state : states) {
            expected.push_back(model_input(state));
            ids.insert(description<T>::key_of(state));
        }
        const circumstances who = choose_.any_circumstances({ids.begin(), ids.end()}, within());
        yore::record_options options;
        options.record_unchanged = random_.chance(5);
        note("record_all of " + std::to_string(states.size()) + ", the first", *ids.begin(), who, options);
        const bool stamps = random_.chance(50);
        const auto found = in(who, [&]() -> receipts {
            if (stamps) return library_.record_all(std::span<T>(states), options);
            return library_.record_all(std::span<const T>(states), options);
        });
        compare(found, model_.record(expected, who, options));
        const bool stamped_now = stamps && found.end == outcome::done && !who.muted;
        for (std::size_t each = 0; each < states.size(); ++each)
            if (!stamped_now || ids.size() == states.size()) check_caller(states[each], *expected[each], stamped_now);
    }

    void remove() {
        const key id = choose_.any_key();
        const circumstances who = choose_.any_circumstances({id}, within());
        const yore::record_options options = choose_.any_options(id);
        note("remove", id, who, options);
        const auto found = in(who, [&] { return library_.remove(id, options); });
        compare(single(found), model_.remove(id, who, options));
    }

    void restore() {
        const key id = choose_.any_key();
        const circumstances who = choose_.any_circumstances({id}, within());
        const yore::record_options options = choose_.any_options(id);
        note("restore", id, who, options);
        const auto found = in(who, [&] { return library_.restore(id, options); });
        compare(single(found), model_.restore(id, who, options));
    }

    void revert() {
        const key id = choose_.any_key();
        const known_target target = choose_.any_target(id);
        const circumstances who = choose_.any_circumstances({id}, within());
        const yore::record_options options = choose_.any_options(id);
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
        const key id = choose_.any_key();
        const version_number number = choose_.any_number(id);
        const circumstances who = choose_.any_circumstances({id}, within());
        const yore::record_options options = choose_.any_options(id);
        note("undo " + std::to_string(number) + " of", id, who, options);
        const auto found = in(who, [&] { return library_.undo(id, number, options); });
        compare(single(found), model_.undo(id, number, who, options));
    }

    void prune() {
        if (model_.depth() > 0) return;
        yore::retention retention;
        if (random_.chance(70)) retention.older_than = choose_.any_time();
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
        if (model_.depth() == 0) within_ = choose_.any_transaction_circumstances();
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

    void begin_or_end_batch() {
        if (model_.depth() > 0) return;
        if (batch_ == nullptr) {
            note("begin a batch");
            batch_ = open_batch_(1 + random_.below(9));
        } else if (random_.chance(50)) {
            note("flush the batch");
            batch_->flush();
            require(announced_ == model_.announced, "on_record was not told of all that a batch has made durable");
        } else {
            note("end the batch");
            batch_.reset();
        }
    }

    void change_verdicts() {
        model_.verdicts.clear();
        if (random_.chance(50)) model_.verdicts[choose_.any_key()] = random_.chance(60) ? verdict::veto : verdict::fail;
    }

    // How calls are made.

    [[nodiscard]] const circumstances* within() const { return within_ ? &*within_ : nullptr; }

    std::shared_ptr<const T> model_input(const T& state) { return std::make_shared<T>(copy_of(state)); }

    static timestamp clock_now() {
        return std::chrono::time_point_cast<timestamp::duration>(std::chrono::system_clock::now());
    }

    template <class Step> auto in(const circumstances& who, Step&& step) {
        yore::context context;
        if (who.actor) context.actor = yore::actor{*who.actor};
        if (who.actor_name) context.actor->name = who.actor_name;
        context.entry_point = who.entry_point;
        context.request = who.request;
        context.extra = who.extra;
        context.reason = who.reason;
        context.correlation_id = who.correlation_id;
        context.occurred_on = who.occurred_on;
        const yore::scope here{context};
        if (!who.muted) return call(std::forward<Step>(step));
        if (who.only_this_model) {
            const yore::muted_for<T> silence;
            return call(std::forward<Step>(step));
        }
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

    void ask_everything() { require(questions<T>(library_, model_, choose_, random_, commits_).difference(), "asked"); }

    void check_after_step() {
        require(model_.violations.empty() ? "" : model_.violations.front(), "the clock");
        if (model_.depth() > 0) return;
        const bool in_order = announced_.size() <= model_.announced.size() &&
                              std::equal(announced_.begin(), announced_.end(), model_.announced.begin());
        require(in_order && (batch_ != nullptr || announced_.size() == model_.announced.size()),
            "on_record was not called once for each version in order");
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
    open_batch open_batch_;
    random_source random_;
    std::uint64_t seed_;
    naive<T> model_;
    choices<T> choose_{model_, random_};
    commit_names commits_;
    std::unique_ptr<yore::batch> batch_;
    std::vector<std::unique_ptr<yore::transaction>> open_transactions_;
    std::optional<circumstances> within_;
    std::vector<std::pair<key, version_number>> announced_;
    std::deque<std::string> log_;
    std::string complaint_;
    yore::connection before_;
    yore::connection after_;
};

/// Plays sequences of `steps` calls for `count` seeds, each on an empty store.
template <class T, class Fixture> void play_sequences(std::uint64_t first_seed, std::size_t count, std::size_t steps) {
    for (std::uint64_t seed = first_seed; seed < first_seed + count; ++seed) {
        Fixture fixture;
        auto& db = fixture.open();
        yore::history<T> library{db};
        sequence<T> run{library, [&db] { return std::make_unique<yore::transaction>(db); },
            [&db](std::size_t commits) { return std::make_unique<yore::batch>(db, commits); }, seed};
        run.play(steps);
        REQUIRE(run.complaint() == "");
    }
}

} // namespace contract

#endif
