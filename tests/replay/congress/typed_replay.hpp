// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_REPLAY_CONGRESS_TYPED_REPLAY_HPP
#define YORE_TESTS_REPLAY_CONGRESS_TYPED_REPLAY_HPP

#include "model_replay.hpp"
#include "models.hpp"
#include "records.hpp"

#include <nlohmann/json.hpp>
#include <yore/yore.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace congress {

/// `<committee>/<bioguide>` for a model with a key of two fields, else the text itself.
template <class T>
[[nodiscard]] yore::key_of<T> key_from(const std::string& text) {
    if constexpr (std::is_same_v<yore::key_of<T>, std::string>) {
        return text;
    } else {
        const std::size_t slash = text.find('/');
        if (slash == std::string::npos || text.find('/', slash + 1) != std::string::npos)
            throw std::runtime_error{text + " is not <committee>/<bioguide>"};
        return {text.substr(0, slash), text.substr(slash + 1)};
    }
}

/// The names of the fields that differ, found without the library's own comparison.
template <class T>
[[nodiscard]] std::vector<std::string> differing_fields(const T& before, const T& after) {
    std::vector<const void*> old_values;
    yore::for_each_field(before, [&](auto, const auto& value) { old_values.push_back(&value); });
    std::vector<std::string> names;
    yore::for_each_field(after, [&](auto field, const auto& value) {
        using value_type = std::remove_cvref_t<decltype(value)>;
        if (!(*static_cast<const value_type*>(old_values[field.index]) == value)) names.emplace_back(field.name);
    });
    return names;
}

template <class T>
[[nodiscard]] std::vector<std::string> names_of(const yore::field_set<T>& fields) {
    std::vector<std::string> names;
    for (const std::string_view name : fields.names()) names.emplace_back(name);
    return names;
}

/// Whether the data would write the field: a missing scalar, an empty list and an empty map are left out.
template <class V>
[[nodiscard]] bool present(const V& value) {
    if constexpr (requires { value.has_value(); }) return value.has_value();
    else if constexpr (requires { value.empty(); } && !std::is_same_v<V, std::string>) return !value.empty();
    else return true;
}

template <class T>
class typed_replay final : public model_replay {
public:
    explicit typed_replay(yore::history<T> history) : history_{std::move(history)} {}

    void record(const change& line, stopwatch& watch, report& result) override {
        if (line.op == "delete") {
            const auto key = key_from<T>(line.key);
            watch.time([&] { return history_.remove(key); });
        } else {
            const T state = read_back(line.key, line.state, result, [&] { return place(line); });
            watch.time([&] { return history_.record(state); });
        }
    }

    void check_version(const change& line, report& result) override {
        const auto where = [&] { return place(line); };
        entity_past& past = pasts_[line.key];
        const auto version = history_.at(key_from<T>(line.key), ++past.versions);
        result["each version is there"].expect(version.has_value(), where);
        if (!version) return;

        const std::optional<T> before = std::exchange(past.state, std::nullopt);
        if (line.op != "delete") past.state = read_record<T>(line.key, line.state);
        result["  its state, all fields (a deleted one: the last)"].expect(
            version->state == (past.state ? past.state : before), where);
        check_change(*version, line.op, before, past.state, result, where);
        check_commit(version->commit, line, result, where);
    }

    std::shared_ptr<const void> read(
        const std::string& key, const nlohmann::json& state, report& result) const override {
        return std::make_shared<const T>(
            read_back(key, state, result, [&] { return std::string{entity<T>} + " " + key; }));
    }

    void check_instant(yore::timestamp at, const records& expected, report& result) const override {
        const auto where = [&](const std::string& key) {
            return std::string{entity<T>} + " " + key + " at " + yore::to_rfc3339(at);
        };
        const yore::snapshot<T> all = history_.as_of(at);
        result["as_of(instant): number of records of a type"].expect(
            all.size() == expected.size(), [&] { return where(std::to_string(all.size())); });

        std::map<std::string, const T*> found;
        for (const T& state : all) found.emplace(key_text(state), &state);
        result["  each is listed once"].expect(found.size() == all.size(), [&] { return where("set"); });

        for (const auto& record : expected) {
            const T& state = *std::static_pointer_cast<const T>(record.second);
            const auto in_set = found.find(record.first);
            result["  records, all fields"].expect(
                in_set != found.end() && *in_set->second == state, [&] { return where(record.first); });
        }
        for (const auto& past : pasts_) {
            const auto key = key_from<T>(past.first);
            const std::optional<T> alone = history_.as_of(key, at);
            const auto in_set = found.find(past.first);
            const bool agrees = in_set == found.end() ? !alone && all.find(key) == nullptr
                                                      : alone == *in_set->second && all.find(key) == in_set->second;
            result["as_of(key, instant), living and not"].expect(agrees, [&] { return where(past.first); });
        }
    }

    void check_between(yore::timestamp from, const records& before, yore::timestamp to, const records& after,
        report& result) const override {
        const auto where = [&](const std::string& key) {
            return std::string{entity<T>} + " " + key + " between " + yore::to_rfc3339(from) + " and " +
                   yore::to_rfc3339(to);
        };
        const yore::snapshot_diff<T> difference = history_.between(from, to);
        std::map<std::string, const T*> created, deleted;
        for (const T& state : difference.created) created.emplace(key_text(state), &state);
        for (const T& state : difference.deleted) deleted.emplace(key_text(state), &state);
        check_only_in(after, before, created, result["between: created"], where);
        check_only_in(before, after, deleted, result["between: deleted"], where);

        std::map<std::string, const void*> expected_changes;
        for (const auto& record : before) {
            const auto other = after.find(record.first);
            if (other != after.end() && other->second != record.second &&
                !(state_of(other->second) == state_of(record.second)))
                expected_changes.emplace(record.first, nullptr);
        }
        result["between: number of changed records of a type"].expect(
            difference.changed.size() == expected_changes.size(), [&] { return where("set"); });
        for (const auto& each : difference.changed) {
            const std::string key = key_text(each.after);
            const bool expected = expected_changes.count(key) == 1;
            result["between: changed"].expect(expected, [&] { return where(key); });
            if (!expected) continue;
            const T& old_state = state_of(before.at(key));
            const T& new_state = state_of(after.at(key));
            result["  before and after, all fields"].expect(
                each.before == old_state && each.after == new_state, [&] { return where(key); });
            result["  the fields that differ"].expect(
                names_of(each.changes.fields()) == differing_fields(old_state, new_state), [&] { return where(key); });
            T patched = old_state;
            const bool applied = static_cast<bool>(apply(each.changes, patched));
            result["  applying the changes leads from one to the other"].expect(
                applied && patched == new_state, [&] { return where(key); });
        }
    }

    void check_lifetime(const nlohmann::json& expected, report& result) const override {
        const std::string& key = read_text(expected.at("key"));
        const auto where = [&] { return std::string{entity<T>} + " " + key; };
        const auto versions = history_.versions(key_from<T>(key));
        std::size_t deletes = 0;
        for (const yore::version<T>& version : versions) deletes += version.op == yore::operation::deleted ? 1U : 0U;
        result["versions: number of them"].expect(versions.size() == expected.at("versions").get<std::size_t>(), where);
        result["versions: number of deletions"].expect(deletes == expected.at("deletes").get<std::size_t>(), where);
        result["versions: first and last time"].expect(
            !versions.empty() && versions.front().commit.occurred_on == read_time(expected.at("first")) &&
                versions.back().commit.occurred_on == read_time(expected.at("last")),
            where);
    }

    void check_blame(const nlohmann::json& expected, report& result) const override {
        const std::string& key = read_text(expected.at("key"));
        const auto latest = history_.latest(key_from<T>(key));
        result["blame: living records"].expect(latest.has_value(), [&] { return key; });
        if (!latest) return;
        const yore::blame<T> blame = history_.blame(key_from<T>(key));
        const nlohmann::json& fields = expected.at("fields");
        std::size_t known = 0;
        yore::for_each_field(*latest, [&](auto field, const auto& value) {
            const auto where = [&] { return std::string{field.name} + " of " + std::string{entity<T>} + " " + key; };
            const auto& entry = blame.of(field);
            const auto last_change = fields.find(std::string{field.name});
            if (last_change == fields.end()) {
                result["blame: fields that never were, blamed on the creation"].expect(
                    (field.name == "key" || !present(value)) && creates(key, entry.number), where);
                return;
            }
            ++known;
            result["blame: present or not"].expect(
                present(value) == last_change->at("present").template get<bool>(), where);
            const yore::commit& commit = entry.commit;
            result["blame: time, actor and change set"].expect(
                commit.occurred_on == read_time(last_change->at("time")) && commit.actor &&
                    commit.actor->id == read_text(last_change->at("actor")) &&
                    commit.correlation_id == read_text(last_change->at("src")),
                where);
        });
        result["blame: no field is left out"].expect(known == fields.size(), [&] { return key; });
    }

    void collect_sets(std::map<std::string, recorded_set>& sets) const override {
        yore::filter<T> page{.limit = 1000, .newest_first = false};
        for (auto versions = history_.find(page); !versions.empty(); versions = history_.find(page)) {
            for (const yore::version<T>& version : versions) {
                recorded_set& set = sets[version.commit.correlation_id.value()];
                set.commits.insert(version.commit.id);
                set.commit = version.commit;
                set.creates += version.op == yore::operation::created ? 1U : 0U;
                set.updates += version.op == yore::operation::updated ? 1U : 0U;
                set.deletes += version.op == yore::operation::deleted ? 1U : 0U;
            }
            page.after = yore::cursor<T>{versions.back()};
        }
    }

    std::size_t size_of_set(const std::string& src) const override {
        return history_.find({.correlation_id = src}).size();
    }

    void check_restore(report& result) override {
        for (const auto& key : history_.deleted()) {
            const auto versions = history_.versions(key);
            history_.restore(key);
            result["restore: the state before the deletion is back"].expect(
                history_.latest(key) == versions.back().state, [&] { return key_text(key); });
        }
    }

    yore::stats statistics() const override { return history_.statistics(); }

private:
    /// What the stream has said so far about a key.
    struct entity_past {
        yore::version_number versions = 0;
        std::optional<T> state;
    };

    static const T& state_of(const std::shared_ptr<const void>& record) { return *static_cast<const T*>(record.get()); }

    static std::string place(const change& line) { return "line " + std::to_string(line.seq) + " of the stream"; }

    template <class Where>
    static T read_back(const std::string& key, const nlohmann::json& state, report& result, const Where& where) {
        T record = read_record<T>(key, state);
        result["JSON read, and written again unchanged"].expect(write_record(record) == state, where);
        result["key of the stream made from the record's fields"].expect(key_text(record) == key, where);
        return record;
    }

    template <class Where>
    static void check_change(const yore::version<T>& version, const std::string& op, const std::optional<T>& before,
        const std::optional<T>& after, report& result, const Where& where) {
        using yore::operation;
        const operation expected = op == "create"   ? operation::created
                                   : op == "update" ? operation::updated
                                                    : operation::deleted;
        result["  its operation"].expect(version.op == expected, where);
        const std::size_t changed = expected == operation::created ? yore::field_count<T> : 0;
        const bool fields_agree =
            expected == operation::updated
                ? before && after && names_of(version.changed) == differing_fields(*before, *after)
                : version.changed.size() == changed;
        result["  the fields it changed"].expect(fields_agree, where);
    }

    template <class Where>
    static void check_commit(const yore::commit& commit, const change& line, report& result, const Where& where) {
        result["  its actor"].expect(commit.actor && commit.actor->id == line.actor, where);
        result["  its time"].expect(commit.occurred_on == line.time, where);
        result["  its reason"].expect(commit.reason == line.message, where);
        result["  its change set"].expect(commit.correlation_id == line.src, where);
    }

    /// The records that only one of two sets has are those that were found, with the same states.
    template <class Where>
    static void check_only_in(const records& here, const records& there, const std::map<std::string, const T*>& found,
        tally& result, const Where& where) {
        std::size_t count = 0;
        for (const auto& record : here) {
            if (there.count(record.first) != 0) continue;
            ++count;
            const auto same = found.find(record.first);
            result.expect(
                same != found.end() && *same->second == state_of(record.second), [&] { return where(record.first); });
        }
        result.expect(found.size() == count, [&] { return where("set"); });
    }

    /// Whether a version began the present life of a record.
    bool creates(const std::string& key, yore::version_number number) const {
        const auto version = history_.at(key_from<T>(key), number);
        return version && version->op == yore::operation::created;
    }

    yore::history<T> history_;
    std::map<std::string, entity_past> pasts_;
};

template <class T>
std::unique_ptr<model_replay> replay_of(yore::history<T> history) {
    return std::make_unique<typed_replay<T>>(std::move(history));
}

} // namespace congress

#endif
