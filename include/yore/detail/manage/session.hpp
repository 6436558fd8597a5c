// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_SESSION_HPP
#define YORE_DETAIL_MANAGE_SESSION_HPP

#include <yore/detail/letter_case.hpp>
#include <yore/detail/manage/console.hpp>
#include <yore/detail/manage/database.hpp>
#include <yore/detail/manage/model.hpp>
#include <yore/detail/manage/time.hpp>
#include <yore/text/timeline.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yore::detail::managing {

/// The kind that a URL names, and what is behind the scheme.
struct database_place {
    const database_kind& kind;
    std::string_view rest;
};

/// Throws: `failure` that says what there is instead.
inline database_place place_of_database(std::string_view url, std::span<const database_kind> kinds) {
    std::vector<std::string> schemes;
    for (const database_kind& one : kinds) schemes.emplace_back(one.scheme);
    if (url.empty())
        throw failure(exit_code::usage, "which database? Name it with --database " + std::string(kinds[0].example) +
                                            " or in the variable YORE_DATABASE");
    const std::size_t colon = url.find(':');
    const std::string_view scheme = url.substr(0, colon);
    if (colon == std::string_view::npos)
        throw failure(exit_code::usage, "the database " + words::quoted(url) + " has no scheme; write " +
                                            words::quoted(schemes[0] + ":" + std::string(url)));
    for (const database_kind& one : kinds)
        if (one.scheme == scheme) return {one, url.substr(colon + 1)};
    throw failure(exit_code::usage, "this program knows no databases of the kind " + words::quoted(scheme) +
                                        instead(scheme, schemes, "the kinds are"));
}

/// What all commands are told on the command line.
struct common_arguments {
    std::string database{};
    std::string actor{};
};

/// One command at work.
class session {
public:
    session(const catalogue& all, console& c, common_arguments common, timestamp when)
        : program(all), con(c), arguments(std::move(common)), now(when) {}

    const catalogue& program;
    console& con;
    common_arguments arguments;
    const timestamp now;

    // ---- the database

    void open(purpose what) {
        models_.clear();
        db_.reset();
        const database_place at = place_of_database(arguments.database, program.kinds);
        db_ = at.kind.open(at.rest, what);
        for (const model_commands* one : program.models)
            models_.push_back(managed_model{*one, db_->store().table_of(one->what)});
    }
    [[nodiscard]] bool database_exists() const {
        const database_place at = place_of_database(arguments.database, program.kinds);
        return at.kind.exists(at.rest);
    }
    [[nodiscard]] database& db() const { return *db_; }
    [[nodiscard]] const std::vector<managed_model>& models() const { return models_; }

    // ---- what is named on the command line; each throws `failure` that says what there is instead

    /// A model by the name of its type or table.
    [[nodiscard]] const managed_model& model_named(std::string_view name) const { return models_[index_of(name)]; }
    [[nodiscard]] std::size_t index_of(std::string_view name) const {
        const auto find = [&](auto same) {
            for (std::size_t i = 0; i != program.models.size(); ++i)
                if (same(name, program.models[i]->what.table) || same(name, program.models[i]->what.name)) return i;
            return no_field;
        };
        if (const std::size_t i = find(std::equal_to<std::string_view>{}); i != no_field) return i;
        if (const std::size_t i = find(&same_but_for_case); i != no_field) return i;
        std::vector<std::string> names;
        for (const model_commands* one : program.models) names.emplace_back(one->what.name);
        throw failure(
            exit_code::usage, "there is no model " + words::quoted(name) + instead(name, names, "the models are"));
    }
    [[nodiscard]] any_key key_of(const managed_model& m, std::string_view text) const {
        any_key key = m.of.read_key(text);
        if (key) return key;
        std::string parts;
        for (std::size_t i = 0; i != m.of.fields.size(); ++i)
            if (is_key(m, i)) parts += (parts.empty() ? "" : ",") + std::string(m.of.fields[i].name);
        throw failure(exit_code::usage, words::quoted(text) + " is no key of a " + std::string(m.name()) +
                                            ", which is " + parts + keys_instead(m, text));
    }
    [[nodiscard]] std::size_t field_of(const managed_model& m, std::string_view name) const {
        const auto find = [&](auto same) {
            for (std::size_t i = 0; i != m.of.fields.size(); ++i)
                if (m.of.what.recorded.contains(i) &&
                    (same(name, m.of.fields[i].name) || same(name, m.of.fields[i].label) || m.of.was_named(i, name)))
                    return i;
            return no_field;
        };
        if (const std::size_t i = find(std::equal_to<std::string_view>{}); i != no_field) return i;
        if (const std::size_t i = find(&same_but_for_case); i != no_field) return i;
        std::vector<std::string> names;
        for (std::size_t i = 0; i != m.of.fields.size(); ++i)
            if (m.of.what.recorded.contains(i)) names.emplace_back(m.of.fields[i].name);
        throw failure(exit_code::usage,
            std::string(m.name()) + " has no field " + words::quoted(name) + instead(name, names, "its fields are"));
    }
    [[nodiscard]] wide_set fields_of(const managed_model& m, const std::vector<std::string>& names) const {
        wide_set out;
        for (const std::string& one : names) out.insert(field_of(m, one));
        return out;
    }
    [[nodiscard]] timestamp time_of(std::string_view option, std::string_view text) const {
        if (const std::optional<timestamp> found = read_time(text, now)) return *found;
        const std::string near = time_instead(text, now);
        throw failure(
            exit_code::usage, std::string(option) + ": " + words::quoted(text) + " is no time" +
                                  (near.empty() ? "." : "; did you mean " + words::quoted(near) + "?") +
                                  " Write it as 2026-03-02, 2026-03-02T10:00:00Z, \"2026-03-02 10:00\" (UTC), "
                                  "\"2 days ago\", yesterday or now");
    }
    [[nodiscard]] operation operation_of(std::string_view text) const {
        std::vector<std::string> names;
        for (const operation op :
            {operation::created, operation::updated, operation::deleted, operation::reverted, operation::restored}) {
            if (to_string(op) == text) return op;
            names.emplace_back(to_string(op));
        }
        throw failure(exit_code::usage,
            "there is no operation " + words::quoted(text) + instead(text, names, "the operations are"));
    }

    // ---- what is not there

    [[noreturn]] void fail_unknown(const managed_model& m, std::string_view key) const {
        throw failure(exit_code::not_found,
            "nothing was ever recorded of " + std::string(m.name()) + " " + words::shown(key) + keys_instead(m, key));
    }
    /// The latest version. Throws: `failure` where the key is unknown.
    [[nodiscard]] any_version latest(const managed_model& m, const any_key& key, std::string_view text) const {
        std::optional<any_version> found = m.version_at(key.get());
        if (!found) fail_unknown(m, text);
        return std::move(*found);
    }
    /// One version by number. Throws: `failure` that says which there are.
    [[nodiscard]] any_version version(
        const managed_model& m, const any_key& key, std::string_view text, version_number number) const {
        std::vector<any_version> found = m.versions(key.get(), number, number);
        if (number != 0 && !found.empty()) return std::move(found.front());
        const version_number last = latest(m, key, text).facts.number;
        const version_number first = m.first_version(key.get())->facts.number;
        const std::string name = std::string(m.name()) + " " + words::shown(text), of = number_text(number),
                          which = first == last ? "is only version " + number_text(first)
                                                : "are versions " + number_text(first) + " to " + number_text(last);
        throw failure(exit_code::not_found,
            number != 0 && number < first
                ? "version " + of + " of " + name + " was removed by cleanup (pruned); kept " + which
                : name + " has no version " + of + "; there " + which);
    }

private:
    [[nodiscard]] static bool is_key(const managed_model& m, std::size_t field) {
        return m.of.key_fields.contains(field);
    }
    /// Keys that were recorded lately.
    [[nodiscard]] std::string keys_instead(const managed_model& m, std::string_view wanted) const {
        const std::vector<std::string> keys = recent_keys(m, 500);
        if (keys.empty()) return "; nothing was ever recorded of any " + std::string(m.name());
        const bool is_number = wanted.find_first_not_of("0123456789") == std::string_view::npos;
        return instead(
            is_number ? std::string_view{} : wanted, keys, "recorded lately were"); // near numbers mean little
    }

    /// Keys among the last so many versions, the latest first.
    [[nodiscard]] static std::vector<std::string> recent_keys(const managed_model& m, std::size_t versions) {
        std::vector<std::string> out;
        any_filter f;
        f.limit = versions;
        m.find(f, [&](state_copy&& state, version_facts&&) {
            std::string key = m.of.key_text(state.get());
            if (std::find(out.begin(), out.end(), key) == out.end()) out.push_back(std::move(key));
        });
        return out;
    }

    std::unique_ptr<database> db_;
    std::vector<managed_model> models_;
};

} // namespace yore::detail::managing

#endif
