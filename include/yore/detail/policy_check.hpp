// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_POLICY_CHECK_HPP
#define YORE_DETAIL_POLICY_CHECK_HPP

#include <yore/detail/fixed_string.hpp>
#include <yore/detail/reflected.hpp>

#include <type_traits>

/// What is wrong with the rules of a type, each mistake in one sentence, before any of them is followed.
namespace yore {

template <class... Rules> struct policy;
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
template <class... Rules> constexpr bool none_negative(types<Rules...>) { return (!about_rule<Rules>::is_negative && ...); }

/// The rules of T, once they are found to make sense.
template <class T, class Rules> struct checked_rules {
    static_assert(are_rules(Rules{}), "yore: the policy of this type has an entry that is not a rule; the rules are in yore/policy.hpp");
    static_assert(name_only_fields<T>(Rules{}),
                  "yore: a policy rule names a member that is not a field of the type; name one of its fields");
    static_assert(none_negative(Rules{}), "yore: a tolerance is a number that is not negative");
    using type = Rules;
};

template <class Policy> struct rules_in {
    static_assert(std::is_same_v<Policy, policy<>>, // never, here
                  "yore: audit_policy is not a yore::policy<...>; write `using audit_policy = yore::policy<rule, rule>;`");
    using type = types<>;
};
template <class... Rules> struct rules_in<policy<Rules...>> {
    using type = types<Rules...>;
};

} // namespace detail
} // namespace yore

#endif
