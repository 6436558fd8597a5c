// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_POLICY_CHECK_HPP
#define YORE_DETAIL_POLICY_CHECK_HPP

#include <yore/detail/fixed_string.hpp>
#include <yore/detail/reflected.hpp>

#include <array>
#include <cstddef>
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

/// What a rule decides about its fields, where it matters that only one rule does.
enum class decides { nothing, key, ignored, kept, comparison, label, table };

/// A rule, and the members that it names.
template <decides What, auto... Members> struct rule_about {
    static constexpr bool is_rule = true;
    static constexpr bool is_negative = false;
    static constexpr decides what = What;
    using members = pointers<Members...>;
};

template <class Rule> struct about_rule {
    static constexpr bool is_rule = false;
    static constexpr bool is_negative = false;
    static constexpr decides what = decides::nothing;
    using members = pointers<>;
};
template <auto... Members> struct about_rule<key<Members...>> : rule_about<decides::key, Members...> {};
template <auto... Members> struct about_rule<ignore<Members...>> : rule_about<decides::ignored, Members...> {};
template <auto... Members> struct about_rule<untracked<Members...>> : rule_about<decides::kept, Members...> {};
template <auto... Members> struct about_rule<redact<Members...>> : rule_about<decides::kept, Members...> {};
template <auto... Members> struct about_rule<as_set<Members...>> : rule_about<decides::comparison, Members...> {};
template <auto Member, fixed_string Text> struct about_rule<label<Member, Text>> : rule_about<decides::label, Member> {
};
template <auto Member, fixed_string... Names> struct about_rule<was<Member, Names...>>
    : rule_about<decides::nothing, Member> {};
template <auto List, auto Element> struct about_rule<keyed_by<List, Element>> : rule_about<decides::comparison, List> {
};
template <fixed_string Name> struct about_rule<table<Name>> : rule_about<decides::table> {
    static constexpr bool is_empty = Name.view().empty();
};
template <> struct about_rule<require_reason> : rule_about<decides::nothing> {};
template <> struct about_rule<full_rows> : rule_about<decides::nothing> {};
template <auto Member, number Most> struct about_rule<tolerance<Member, Most>>
    : rule_about<decides::comparison, Member> {
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

/// How many of the rules decide this about each field.
template <class T, decides What, class... Rules> constexpr auto times_decided(types<Rules...>) {
    std::array<std::size_t, reflected<T>::count + 1> times{}; // the last for what is no field
    [[maybe_unused]] auto members = [&]<auto... Members>(pointers<Members...>) {
        (++times[index_or_none<T, Members>() == no_field ? reflected<T>::count : index_or_none<T, Members>()], ...);
    };
    ((about_rule<Rules>::what == What ? members(typename about_rule<Rules>::members{}) : void()), ...);
    return times;
}
template <class T, decides What, class Rules> constexpr bool decided_once(Rules rules) {
    const auto times = times_decided<T, What>(rules);
    for (std::size_t i = 0; i != reflected<T>::count; ++i)
        if (times[i] > 1) return false;
    return true;
}
template <class T, class Rules> constexpr bool ignored_only(Rules rules) {
    const auto ignored = times_decided<T, decides::ignored>(rules), kept = times_decided<T, decides::kept>(rules);
    for (std::size_t i = 0; i != reflected<T>::count; ++i)
        if (ignored[i] != 0 && kept[i] != 0) return false;
    return true;
}

template <decides What, class... Rules> constexpr bool at_most_one(types<Rules...>) {
    return (std::size_t{0} + ... + std::size_t{about_rule<Rules>::what == What}) <= 1;
}
template <class Rule> constexpr bool says_something() {
    if constexpr (about_rule<Rule>::what == decides::key) return about_rule<Rule>::members::size != 0;
    else if constexpr (about_rule<Rule>::what == decides::table) return !about_rule<Rule>::is_empty;
    else return true;
}
template <class... Rules> constexpr bool say_something(types<Rules...>) { return (says_something<Rules>() && ...); }

/// Requires: the rules name only fields of T. `Rules` are all that are in force for T, `Declared` those written in one
/// place: a type's own stand before those of its bases.
template <class T, class Rules, class... Declared> struct consistent_rules {
    static constexpr bool value = true;
    static_assert((say_something(Declared{}) && ...),
        "yore: yore::key without a field, or yore::table with an empty name, says nothing; fill it or remove it");
    static_assert((at_most_one<decides::key>(Declared{}) && ...),
        "yore: this policy has two keys; name all fields of the key in one, yore::key<&T::a, &T::b>");
    static_assert((at_most_one<decides::table>(Declared{}) && ...), "yore: this policy has two tables; remove one");
    static_assert(
        (decided_once<T, decides::label>(Declared{}) && ...), "yore: a field has two labels; remove one of them");
    static_assert((decided_once<T, decides::comparison>(Declared{}) && ...),
        "yore: a field stands under two of as_set, keyed_by and tolerance; remove one of them");
    static_assert(ignored_only<T>(Rules{}),
        "yore: a field that is ignored stands under redact or untracked too; remove one of the rules");
};

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

template <class T, class Rules, class... Declared> constexpr auto choose_consistency() {
    if constexpr (std::is_same_v<Rules, types<>> || !are_rules(Rules{}) || refusal_of<T> != refusal::none)
        return std::true_type{};
    else if constexpr (!name_only_fields<T>(Rules{})) return std::true_type{};
    else return static_cast<consistent_rules<T, Rules, Declared...>*>(nullptr);
}
template <class T, class Rules, class... Declared>
using consistency = std::remove_pointer_t<decltype(choose_consistency<T, Rules, Declared...>())>;

/// Owners are T and its bases, `Declared` the rules of each.
template <class T, class Rules, class Owners, class... Declared> struct checked_rules;
template <class T, class Rules, class... Owners, class... Declared>
struct checked_rules<T, Rules, types<Owners...>, Declared...> {
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
    static_assert(consistency<T, Rules, Declared...>::value);
};

} // namespace detail
} // namespace yore

#endif
