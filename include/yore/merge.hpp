// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_MERGE_HPP
#define YORE_MERGE_HPP

#include <yore/diff.hpp>

#include <string>
#include <utility>
#include <vector>

namespace yore {

/// A field that both sides changed, differently: its values as text, `[REDACTED]` when the policy says so.
struct merge_conflict {
    std::string field;
    std::string base;
    std::string ours;
    std::string theirs;
};

/// What `merge` made. True when there was no conflict.
template <class T, class Engine = detail::engine_tag<T>> struct merge_result {
    T value; ///< in a conflict it has our value
    std::vector<merge_conflict> conflicts;

    [[nodiscard]] explicit operator bool() const noexcept { return conflicts.empty(); }
};

/// Three-way merge of two states that come from one; a field is one unit.
/// Audit and ignored fields are ours.
template <class T, class Engine = detail::engine_tag<T>>
[[nodiscard]] merge_result<T, Engine> merge(const T& base, const T& ours, const T& theirs) {
    static_assert(detail::require_auditable<T>::value);
    merge_result<T, Engine> out{detail::clone(ours), {}};
    const field_set<T> we = changed_fields(base, ours), they = changed_fields(base, theirs),
                       apart = changed_fields(ours, theirs);
    detail::visit_fields(base, [&](const auto&... b) {
        detail::visit_fields(theirs, [&](const auto&... t) {
            detail::visit_fields(out.value, [&](auto&... o) {
                [&]<std::size_t... I>(std::index_sequence<I...>) {
                    auto one = [&]<std::size_t F>(std::integral_constant<std::size_t, F>, const auto& was, auto& our,
                                   const auto& their) {
                        if (!they.contains(F) || !apart.contains(F)) return;
                        if (!we.contains(F)) our = detail::clone(their);
                        else
                            out.conflicts.push_back({std::string(field_names<T>[F]), detail::field_text<T, F>(was),
                                detail::field_text<T, F>(our), detail::field_text<T, F>(their)});
                    };
                    (one(std::integral_constant<std::size_t, I>{}, b, o, t), ...);
                }(std::make_index_sequence<sizeof...(b)>{});
            });
        });
    });
    return out;
}

} // namespace yore

#endif
