// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_POLICY_CHECK_HPP
#define YORE_DETAIL_POLICY_CHECK_HPP

#include <yore/detail/fixed_string.hpp>
#include <yore/detail/reflected.hpp>

#include <type_traits>

/// What is wrong with the rules of a type, each mistake in one sentence, before any of them is followed.
namespace yore {

template <class... Rules> struct policy;
template <class T> struct policy_of;
template <auto... Members> struct key;
template <auto... Members> struct ignore;
template <auto... Members> struct untracked;
template <auto... Members> struct redact;
template <auto Member, detail::fixed_string Text> struct label;
template <auto Member, detail::fixed_string... Names> struct was;
template <detail::fixed_string Name> struct table;
template <auto... Members> struct as_set;
template <auto List, auto Element> struct keyed_by;
template <auto Member, detail::number Most> struct tolerance;
struct require_reason;
struct full_rows;

namespace detail {

/// A rule, and the members that it names.
template <auto... Members> struct rule_about {
    static constexpr bool is_rule = true;
    static constexpr bool is_negative = false;
    using members = pointers<Members...>;
};

template <class Rule> struct about_rule {
    static constexpr bool is_rule = false;
    static constexpr bool is_negative = false;
    using members = pointers<>;
};
template <auto... Members> struct about_rule<key<Members...>> : rule_about<Members...> {};
template <auto... Members> struct about_rule<ignore<Members...>> : rule_about<Members...> {};
template <auto... Members> struct about_rule<untracked<Members...>> : rule_about<Members...> {};
template <auto... Members> struct about_rule<redact<Members...>> : rule_about<Members...> {};
template <auto... Members> struct about_rule<as_set<Members...>> : rule_about<Members...> {};
template <auto Member, fixed_string Text> struct about_rule<label<Member, Text>> : rule_about<Member> {};
template <auto Member, fixed_string... Names> struct about_rule<was<Member, Names...>> : rule_about<Member> {};
template <auto List, auto Element> struct about_rule<keyed_by<List, Element>> : rule_about<List> {};
template <fixed_string Name> struct about_rule<table<Name>> : rule_about<> {};
template <> struct about_rule<require_reason> : rule_about<> {};
template <> struct about_rule<full_rows> : rule_about<> {};
template <auto Member, number Most> struct about_rule<tolerance<Member, Most>> : rule_about<Member> {
    static constexpr bool is_negative = !(Most.value() >= 0); // NaN too
};

template <class T, auto... Members> constexpr bool are_fields(pointers<Members...>) {
    return ((index_or_none<T, Members>() != no_field) && ...);
}

/// Requires: T is auditable; otherwise that is the sentence, and no second one.
template <class T, class... Rules> constexpr bool name_only_fields(types<Rules...>) {
    if constexpr (refusal_of<T> == refusal::none) return (are_fields<T>(typename about_rule<Rules>::members{}) && ...);
    else return true;
}
template <class... Rules> constexpr bool are_rules(types<Rules...>) { return (about_rule<Rules>::is_rule && ...); }
template <class... Rules> constexpr bool none_negative(types<Rules...>) {
    return (!about_rule<Rules>::is_negative && ...);
}

template <class Policy> struct rules_in {
    static constexpr bool is_policy = false;
    using type = types<>;
};
template <class... Rules> struct rules_in<policy<Rules...>> {
    static constexpr bool is_policy = true;
    using type = types<Rules...>;
};

struct policy_name {
    struct audit_policy;
};
template <class T> struct ambiguous_policy : T, policy_name {};

template <class T>
concept has_policy = requires { typename T::audit_policy; };

/// A private policy is found by name look-up and refused by access control, so beside `policy_name` it is ambiguous.
/// Limit: a final class cannot be derived from; its private policy is not seen.
template <class T> constexpr bool hides_policy() {
    if constexpr (has_policy<T> || std::is_final_v<T> || !std::is_class_v<T>) return false;
    else return !requires { typename ambiguous_policy<T>::audit_policy; };
}

template <class T> constexpr bool has_proper_policy() {
    if constexpr (!rules_in<typename policy_of<T>::type>::is_policy) return false;
    else if constexpr (has_policy<T>) return rules_in<typename T::audit_policy>::is_policy;
    else return true;
}

/// Owners are T and those of its bases that have fields.
template <class T, class Rules, class Owners> struct checked_rules;
template <class T, class Rules, class... Owners> struct checked_rules<T, Rules, types<Owners...>> {
    static constexpr bool value = true; // before the assertions: clang leaves out what is behind one that failed
    static_assert((!hides_policy<Owners>() && ...),
        "yore: the audit_policy of this type is private and would be overlooked; make it public");
    static_assert((has_proper_policy<Owners>() && ...),
        "yore: audit_policy is not a yore::policy<...>; write `using audit_policy = yore::policy<rule, rule>;`");
    static_assert(are_rules(Rules{}),
        "yore: the policy of this type has an entry that is not a rule; the rules are in yore/policy.hpp");
    static_assert(name_only_fields<T>(Rules{}),
        "yore: a policy rule names a member that is not a field of the type; name one of its fields");
    static_assert(none_negative(Rules{}), "yore: a tolerance is a number that is not negative");
};

} // namespace detail
} // namespace yore

#endif
