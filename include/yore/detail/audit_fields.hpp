// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_AUDIT_FIELDS_HPP
#define YORE_DETAIL_AUDIT_FIELDS_HPP

#include <yore/field_set.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace yore {

template <class User> struct BasicAuditFields;
template <class User> struct BasicAuditModel;

namespace detail {

template <class V> struct audit_member {
    static constexpr bool value = false;
};
template <class User> struct audit_member<BasicAuditFields<User>> {
    static constexpr bool value = true;
    using user = User;
};

template <class T, class User> BasicAuditModel<User> audit_base_of(const BasicAuditModel<User>*);
template <class T>
concept has_audit_base = requires(const T* t) { audit_base_of<T>(t); };

template <class... V> constexpr std::size_t audit_member_index(types<V...>) {
    std::size_t i = 0, found = no_field;
    ((audit_member<V>::value ? void(found = i) : void(), ++i), ...);
    return found;
}

/// Position of the member of type `BasicAuditFields` in T, or `no_field`.
template <class T> inline constexpr std::size_t audit_index = audit_member_index(typename reflected<T>::types{});

template <class T> inline constexpr bool is_audited = audit_index<T> != no_field || has_audit_base<T>;

template <class T> struct audit_source { // no audit fields
    using type = void;
};
template <class T>
    requires(audit_index<T> != no_field)
struct audit_source<T> {
    using type = type_at_t<audit_index<T>, typename reflected<T>::types>;
};
template <class T>
    requires(audit_index<T> == no_field && has_audit_base<T>)
struct audit_source<T> {
    using type = decltype(audit_base_of<T>(static_cast<const T*>(nullptr)));
};

/// The member or base that holds the four.
template <class T> YORE_INLINE constexpr auto& audit_of(T& state) {
    using model = std::remove_cv_t<T>;
    using source = std::conditional_t<std::is_const_v<T>, const typename audit_source<model>::type,
        typename audit_source<model>::type>;
    if constexpr (audit_index<model> != no_field) {
        source* found = nullptr;
        for_each_index(state, [&](auto index, auto& value) {
            if constexpr (decltype(index)::value == audit_index<model>) found = &value;
        });
        return *found;
    } else return static_cast<source&>(state);
}

/// The fields that hold the four: one member, or four of a base.
template <class T> consteval field_set<T> audit_fields_of() {
    field_set<T> s;
    if constexpr (audit_index<T> != no_field) s.insert(audit_index<T>);
    else if constexpr (has_audit_base<T>) {
        using base = typename audit_source<T>::type;
        for (std::size_t i : {index_of<T, &base::created_on>(), index_of<T, &base::modified_on>(),
                 index_of<T, &base::created_by>(), index_of<T, &base::modified_by>()})
            if (i != no_field) s.insert(i);
    }
    return s;
}

} // namespace detail
} // namespace yore

#endif
