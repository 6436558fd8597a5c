// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_MODEL_HPP
#define YORE_DETAIL_MANAGE_MODEL_HPP

#include <yore/detail/manage/catalogue.hpp>
#include <yore/detail/manage/failure.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yore::detail::managing {

/// One version of any model.
struct any_version {
    state_copy state;
    version_facts facts;
};

/// A model in an open database: the questions that the commands ask of it.
class managed_model {
public:
    managed_model(const model_commands& commands, model_table& opened) : of(commands), table(opened) {}

    const model_commands& of;
    model_table& table;

    [[nodiscard]] std::string_view name() const { return of.what.name; }
    [[nodiscard]] std::string text(const void* state) const {
        return std::string(name()) + " " + words::prose(of.key_text(state));
    }

    /// Calls `f(state, facts)` for each version that is found, in order.
    template <class F> void find(const any_filter& wanted, F f) const {
        struct collector {
            const model& what;
            F& f;
            state_copy last{};
            version_facts facts{};
            bool has_last = false;
            void give() {
                if (std::exchange(has_last, false)) f(std::move(last), std::move(facts));
            }
        } c{of.what, f};
        table.find(wanted, {&c, [](void* target, const void* from, version_facts&& facts) -> void* {
                                collector& to = *static_cast<collector*>(target);
                                to.give(); // a store finishes a state before it gives the next one
                                to.last = state_copy(to.what, from);
                                to.facts = std::move(facts);
                                to.has_last = true;
                                return to.last.get();
                            }});
        c.give();
    }
    [[nodiscard]] std::vector<any_version> find(const any_filter& wanted) const {
        std::vector<any_version> out;
        find(wanted,
            [&](state_copy&& state, version_facts&& facts) { out.push_back({std::move(state), std::move(facts)}); });
        return out;
    }
    /// Versions first to last of one entity, oldest first.
    [[nodiscard]] std::vector<any_version> versions(const void* key, version_number first, version_number last) const {
        struct collector {
            const model& what;
            std::vector<any_version> out{};
        } c{of.what};
        table.versions(key, first, last, {&c, [](void* target, const void* from, version_facts&& facts) -> void* {
                                              collector& to = *static_cast<collector*>(target);
                                              to.out.push_back({state_copy(to.what, from), std::move(facts)});
                                              return to.out.back().state.get();
                                          }});
        for (std::size_t i = 0, j = c.out.size(); i + 1 < j; ++i, --j) std::swap(c.out[i], c.out[j - 1]);
        return std::move(c.out);
    }
    /// The latest version, or the one in force at an instant; nothing where there is none.
    [[nodiscard]] std::optional<any_version> version_at(const void* key, std::optional<timestamp> when = {}) const {
        any_filter f;
        f.key = key;
        f.limit = 1;
        if (when && *when != timestamp::max()) f.until = *when + std::chrono::microseconds(1);
        std::vector<any_version> found = find(f);
        if (found.empty()) return {};
        return std::move(found.front());
    }
    /// The oldest version that is kept; nothing where there is none.
    [[nodiscard]] std::optional<any_version> first_version(const void* key) const {
        any_filter f;
        f.key = key;
        f.limit = 1;
        f.newest_first = false;
        std::vector<any_version> found = find(f);
        if (found.empty()) return {};
        return std::move(found.front());
    }

    /// The fields of a set, by name.
    [[nodiscard]] json names_json(const wide_set& set) const {
        json out = json::array();
        set.each([&](std::size_t i) { out.push_back(std::string(of.fields[i].name)); });
        return out;
    }
    /// The same as text.
    [[nodiscard]] std::string names_text(const wide_set& set) const {
        std::string out;
        set.each([&](std::size_t i) { out += (out.empty() ? "" : ", ") + std::string(of.fields[i].name); });
        return out;
    }
    /// A version as `to_json` of a `version<T>` has it, with the model and the key before it.
    /// Throws: `failure` where a text of it is no UTF-8, which JSON cannot hold.
    [[nodiscard]] json version_json(const void* state, const version_facts& facts) const try {
        json out = json::object();
        out["model"] = std::string(name());
        out["key"] = of.key_text(state);
        out["number"] = facts.number;
        out["operation"] = std::string(to_string(facts.op));
        out["state"] = of.state_json(state);
        out["changed"] = names_json(facts.changed);
        out["commit"] = yore::to_json<json>(facts.commit);
        out["source"] = facts.source ? json(*facts.source) : json(nullptr);
        return out;
    } catch (const json_error& e) {
        throw failure(exit_code::failed, "version " + std::to_string(facts.number) + " of " + std::string(name()) +
                                             " " + words::shown(of.key_text(state)) +
                                             " cannot be written as JSON: " + std::string(e.what()).substr(6));
    }
    [[nodiscard]] wide_set all_fields() const {
        wide_set out;
        for (std::size_t i = 0; i != of.fields.size(); ++i) out.insert(i);
        return out;
    }
};

} // namespace yore::detail::managing

#endif
