// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_POLICY_HPP
#define YORE_POLICY_HPP

#include <yore/detail/fixed_string.hpp>
#include <yore/detail/policy_check.hpp>
#include <yore/detail/reflected.hpp>
#include <yore/field_set.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace yore {

/// A list of rules. Inside the struct, `using audit_policy = yore::policy<…>;`, or, for a type that is not yours, a
/// specialisation of `policy_of`.
template <class... Rules> struct policy {};

/// The policy of a type that is not yours: specialise it with a member `type`.
template <class T> struct policy_of {
    using type = policy<>;
};

/// These fields identify an entity. Default: the field named `id`.
template <auto... Members> struct key {};

/// These fields neither trigger a version nor are stored; a state from the past has their default values.
template <auto... Members> struct ignore {};

/// These fields are stored, but a change to them alone makes no version; it is stored with the next one.
template <auto... Members> struct untracked {};

/// A change of these fields is detected, their values are never stored or shown.
template <auto... Members> struct redact {};

/// The name that people read.
template <auto Member, detail::fixed_string Text> struct label {};

/// Earlier names of a field, so that old history reads.
template <auto Member, detail::fixed_string... Names> struct was {};

/// The name under which a store keeps the model. Default: the type's name in snake_case.
template <detail::fixed_string Name> struct table {};

/// These sequences compare as sets: neither order nor multiplicity counts.
template <auto... Members> struct as_set {};

/// The elements of this sequence are paired by a member of theirs.
template <auto List, auto Element> struct keyed_by {};

/// Floating-point numbers in this field are equal when they differ by no more than `Most`, an absolute value.
template <auto Member, detail::number Most> struct tolerance {};

/// Recording without a reason throws `reason_required`.
struct require_reason {};

/// A database keeps all columns of every version: more room, and questions in SQL need no other row.
struct full_rows {};

namespace detail {

// ---- the rules in force for a type

/// What the audit_policy of T says, even where T inherits it.
template <class T> constexpr auto policy_rules() {
    if constexpr (has_policy<T>) return typename rules_in<typename T::audit_policy>::type{};
    else return types<>{};
}

/// What is written about T itself outside of an audit_policy.
template <class T> constexpr auto note_rules();
template <class T> using rules_beside =
    decltype(typename rules_in<typename policy_of<T>::type>::type{} + note_rules<T>());

template <class T> using declared_rules = decltype(policy_rules<T>() + rules_beside<T>{});

template <class Rule> inline constexpr bool is_table = false;
template <fixed_string Name> inline constexpr bool is_table<table<Name>> = true;

template <class Rule> using unless_table = std::conditional_t<is_table<Rule>, types<>, types<Rule>>;
template <class... Rules> auto without_table(types<Rules...>) -> decltype((types<>{} + ... + unless_table<Rules>{}));

/// Classes, each once.
template <class Found, class... Classes> struct distinct;
template <class... Found> struct distinct<types<Found...>> {
    using type = types<Found...>;
};
template <class... Found, class First, class... Rest>
struct distinct<types<Found...>, First, Rest...>
    : distinct<std::conditional_t<(std::is_same_v<Found, First> || ...), types<Found...>, types<Found..., First>>,
          Rest...> {};

/// The bases that descriptions tell of, each before its own.
template <class T> constexpr auto described_bases();
template <template <class...> class L, class... B>
auto bases_in(L<B...>)
    -> decltype((types<>{} + ... + (types<typename B::type>{} + described_bases<typename B::type>())));
template <class T> constexpr auto described_bases() {
    if constexpr (described<T>) return decltype(bases_in(bases_of<T>{})){};
    else return types<>{};
}

template <class T, auto... P, class... Bases>
typename distinct<types<T>, Bases..., class_of_member<P>...>::type owners(pointers<P...>, types<Bases...>);

/// Pointers to the fields of T where its engine works by pointers, else none.
template <class T> constexpr auto pointers_of() {
    if constexpr (requires { reflected<T>::list(); }) return reflected<T>::list();
    else return pointers<>{};
}

/// True where the policy found in T is the one of a base.
template <class T, class Base> constexpr bool inherits_policy() {
    if constexpr (!std::is_same_v<T, Base> && has_policy<T> && has_policy<Base>)
        return std::is_same_v<typename T::audit_policy, typename Base::audit_policy>;
    else return false;
}

template <class T, class... Bases> constexpr auto all_rules(types<T, Bases...>) {
    using own = std::conditional_t<(inherits_policy<T, Bases>() || ...), rules_beside<T>, declared_rules<T>>;
    return decltype((own{} + ... + without_table(declared_rules<Bases>{}))){};
}

/// T, its described bases, and other classes that own some of its fields.
template <class T> using owners_of = decltype(owners<T>(pointers_of<T>(), described_bases<T>()));
template <class T> using rules_of = decltype(all_rules(owners_of<T>{}));

/// Refuses a policy with a mistake in it, wherever one is followed; a condition of a static_assert, so that it adds
/// nothing to its own sentence.
template <class T, class... Owners>
auto checked(types<Owners...>) -> checked_rules<T, rules_of<T>, types<Owners...>, declared_rules<Owners>...>;
template <class T> using require_policy = decltype(checked<T>(owners_of<T>{}));

// ---- what each rule says

/// True when a rule names field I of T.
template <class T, auto... Members> consteval field_set<T> rule_fields() {
    field_set<T> s;
    ((index_or_none<T, Members>() != no_field ? void(s.insert(index_or_none<T, Members>())) : void()), ...);
    return s;
}

template <class T, template <auto...> class Kind, class Rule> struct fields_of_rule {
    static constexpr field_set<T> value{};
};
template <class T, template <auto...> class Kind, auto... Members> struct fields_of_rule<T, Kind, Kind<Members...>> {
    static constexpr field_set<T> value = rule_fields<T, Members...>();
};

template <class T, template <auto...> class Kind, class... Rules>
constexpr field_set<T> fields_of_rules(types<Rules...>) {
    static_assert(require_policy<T>::value);
    field_set<T> s;
    (detail::insert_all(s, fields_of_rule<T, Kind, Rules>::value), ...);
    return s;
}

/// The fields of T under rules of one kind: `fields_under<T, ignore>`.
template <class T, template <auto...> class Kind>
inline constexpr field_set<T> fields_under = fields_of_rules<T, Kind>(rules_of<T>{});

/// Whether any of these fields stands under a rule of one of these kinds.
template <class T, template <auto...> class... Kinds> constexpr bool stand_under(const field_set<T>& fields) {
    return (detail::overlap(fields, fields_under<T, Kinds>) || ...);
}

template <class T, class Rule> struct label_rule {
    static constexpr std::size_t index = no_field;
    static constexpr std::string_view text{};
};
template <class T, auto Member, fixed_string Text> struct label_rule<T, label<Member, Text>> {
    static constexpr std::size_t index = index_or_none<T, Member>();
    static constexpr fixed_string kept = Text;
    static constexpr std::string_view text = kept.view();
};

template <class T, class... Rules> constexpr std::string_view label_in(
    [[maybe_unused]] std::size_t index, types<Rules...>) {
    std::string_view found;
    ((label_rule<T, Rules>::index == index && found.empty() ? void(found = label_rule<T, Rules>::text) : void()), ...);
    return found;
}

template <class T> constexpr std::string_view label_of(std::size_t index) {
    static_assert(require_policy<T>::value);
    std::string_view text = label_in<T>(index, rules_of<T>{});
    return text.empty() ? field_names<T>[index] : text;
}

template <class T, class Rule> struct was_rule {
    static constexpr bool names(std::size_t, std::string_view) { return false; }
};
template <class T, auto Member, fixed_string... Names> struct was_rule<T, was<Member, Names...>> {
    static constexpr bool names(std::size_t index, std::string_view name) {
        return index == index_or_none<T, Member>() && ((Names.view() == name) || ...);
    }
};

template <class T, class... Rules> constexpr bool was_named(
    [[maybe_unused]] std::size_t index, [[maybe_unused]] std::string_view name, types<Rules...>) {
    return (was_rule<T, Rules>::names(index, name) || ...);
}

/// True when `name` is an earlier name of field `index`.
template <class T> constexpr bool was_named(std::size_t index, std::string_view name) {
    return was_named<T>(index, name, rules_of<T>{});
}

// ---- comparison

/// How a field compares when the policy says something about it.
struct plainly {};
struct as_a_set {};
template <auto Element> struct paired_by {};
template <number Most> struct within {};

template <class T, std::size_t I, class Rule> struct comparison_rule {
    using type = plainly;
};
template <class T, std::size_t I, auto... Members> struct comparison_rule<T, I, as_set<Members...>> {
    using type = std::conditional_t<rule_fields<T, Members...>().contains(I), as_a_set, plainly>;
};
template <class T, std::size_t I, auto List, auto Element> struct comparison_rule<T, I, keyed_by<List, Element>> {
    using type = std::conditional_t<rule_fields<T, List>().contains(I), paired_by<Element>, plainly>;
};
template <class T, std::size_t I, auto Member, number Most> struct comparison_rule<T, I, tolerance<Member, Most>> {
    using type = std::conditional_t<rule_fields<T, Member>().contains(I), within<Most>, plainly>;
};

template <class A, class B> using first_of = std::conditional_t<std::is_same_v<A, plainly>, B, A>;
template <class Found, class... More> struct first_comparison {
    using type = Found;
};
template <class Found, class First, class... More>
struct first_comparison<Found, First, More...> : first_comparison<first_of<Found, First>, More...> {};

template <class T, std::size_t I, class Rules> struct comparison;
template <class T, std::size_t I> struct comparison<T, I, types<>> {
    using type = plainly;
};
template <class T, std::size_t I, class... Rules> struct comparison<T, I, types<Rules...>> {
    using type = typename first_comparison<plainly, typename comparison_rule<T, I, Rules>::type...>::type;
};
template <class T, std::size_t I> using comparison_of = typename comparison<T, I, rules_of<T>>::type;

// ---- key

template <class Rule> inline constexpr bool is_key = false;
template <auto... Members> inline constexpr bool is_key<key<Members...>> = true;

template <class... Rules> auto key_rules(types<Rules...>)
    -> decltype((types<>{} + ... + std::conditional_t<is_key<Rules>, types<Rules>, types<>>{}));

template <auto P> consteval bool is_named_id() { return last_identifier(view(spell_value<P>())) == "id"; }
template <auto... P>
auto pointers_named_id(pointers<P...>)
    -> decltype((pointers<>{} + ... + std::conditional_t<is_named_id<P>(), pointers<P>, pointers<>>{}));

template <class T, auto... Members, class... More> constexpr auto key_members(types<key<Members...>, More...>) {
    if constexpr (!are_fields<T>(pointers<Members...>{})) return pointers<>{}; // refused by checked_rules
    else return pointers<Members...>{}; // the type's own rule stands before those of its bases
}
template <class T> constexpr auto key_members(types<>) {
    if constexpr (decltype(pointers_of<T>())::size != 0) return decltype(pointers_named_id(pointers_of<T>())){};
    else if constexpr (requires { requires std::is_member_object_pointer_v<decltype(&T::id)>; })
        return pointers<&T::id>{};
    else return pointers<>{};
}

template <class T> using key_pointers = decltype(key_members<T>(key_rules(rules_of<T>{})));

template <class... Rules> constexpr bool has_key_rule(types<Rules...>) { return (is_key<Rules> || ...); }
template <class T, auto... P> constexpr bool compares_plainly(pointers<P...>) {
    return (std::is_same_v<comparison_of<T, index_or_none<T, P>()>, plainly> && ...);
}
template <class T, auto... P> consteval field_set<T> set_of(pointers<P...>) { return rule_fields<T, P...>(); }

template <class T> inline constexpr field_set<T> key_fields = set_of<T>(key_pointers<T>{});

template <auto First, auto... Rest> constexpr auto type_of_key(pointers<First, Rest...>) {
    if constexpr (sizeof...(Rest) == 0) return static_cast<type_of_member<First>*>(nullptr);
    else return static_cast<std::tuple<type_of_member<First>, type_of_member<Rest>...>*>(nullptr);
}
constexpr auto type_of_key(pointers<>) { return static_cast<int*>(nullptr); } // refused by require_model

template <class T, auto First> YORE_INLINE constexpr const auto& read_key(const T& state, pointers<First>) {
    return state.*First;
}
template <class T> constexpr int read_key(const T&, pointers<>) { return 0; } // refused by require_model
template <class T, auto... P>
    requires(sizeof...(P) > 1)
constexpr auto read_key(const T& state, pointers<P...>) {
    return std::tuple<type_of_member<P>...>{state.*P...};
}

/// The key of a state: a reference to the field, or a tuple.
template <class T> YORE_INLINE constexpr decltype(auto) key_from(const T& state) {
    return read_key(state, key_pointers<T>{});
}

// ---- name of the table

template <class Rule> inline constexpr std::string_view table_in{};
template <fixed_string Name> inline constexpr fixed_string kept_table = Name;
template <fixed_string Name> inline constexpr std::string_view table_in<table<Name>> = kept_table<Name>.view();

template <class... Rules> constexpr std::string_view table_rule(types<Rules...>) {
    std::string_view found;
    ((found.empty() ? void(found = table_in<Rules>) : void()), ...);
    return found;
}

/// Text of at most N characters that is made in a constant expression.
template <std::size_t N> struct short_text {
    char text[N == 0 ? 1 : N]{};
    std::size_t size = 0;
    constexpr void push(char c) { text[size++] = c; }
    [[nodiscard]] constexpr std::string_view view() const { return {text, size}; }
};

/// `ProblemReport` to `problem_report`, `HTTPRoute` to `http_route`.
template <std::size_t N> constexpr short_text<2 * N> snake_case(std::string_view name) {
    auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    auto lower_or_digit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    short_text<2 * N> out;
    for (std::size_t i = 0; i != name.size(); ++i) {
        bool word_begins = i != 0 && upper(name[i]) &&
                           (lower_or_digit(name[i - 1]) ||
                               (upper(name[i - 1]) && i + 1 != name.size() && lower_or_digit(name[i + 1])));
        if (word_begins) out.push('_');
        out.push(upper(name[i]) ? static_cast<char>(name[i] - 'A' + 'a') : name[i]);
    }
    return out;
}
template <class T> inline constexpr auto snake_name = snake_case<type_name<T>.size()>(type_name<T>);

/// True for an instance of a class template and for what is nested in one; `f<int>()::Local` is neither.
constexpr bool is_in_template(std::string_view spelled) {
    const std::size_t function = spelled.rfind(')');
    return spelled.back() == '>' ||
           spelled.find('<', function == std::string_view::npos ? 0 : function) != std::string_view::npos;
}

/// The name under which a store keeps T.
template <class T>
inline constexpr std::string_view table_name =
    table_rule(rules_of<T>{}).empty() ? snake_name<T>.view() : table_rule(rules_of<T>{});

/// False where a key field stands under a rule about its value.
template <class T> constexpr bool key_stands_alone() {
    if constexpr (std::is_same_v<rules_of<T>, types<>>) return true;
    else return !stand_under<T, ignore, untracked, redact>(key_fields<T>) && compares_plainly<T>(key_pointers<T>{});
}

/// What a model needs beyond being auditable, one sentence for each thing.
template <class T> struct require_model {
    static constexpr bool value = true;
    static_assert(require_policy<T>::value);
    using found = key_pointers<T>;
    static_assert(found::size != 0 || has_key_rule(rules_of<T>{}) || refusal_of<T> != refusal::none,
        "yore: this model has no key; name a field `id`, or say which fields identify an entity with "
        "yore::key<&T::member> in its audit_policy");
    static_assert(
        key_stands_alone<T>(), "yore: a key field stands under another rule than label or was; remove that rule");
    static_assert(!table_rule(rules_of<T>{}).empty() || !is_in_template(view(spell_type<T>())),
        "yore: a model that is a class template must name its table, its instances would share one; add "
        "yore::table<\"name\"> to its audit_policy");
};

template <class Rule, class... Rules> constexpr bool has_rule(types<Rules...>) {
    return (std::is_same_v<Rules, Rule> || ...);
}
template <class T> inline constexpr bool reason_is_required = has_rule<require_reason>(rules_of<T>{});
template <class T> inline constexpr bool wants_full_rows = has_rule<full_rows>(rules_of<T>{});

} // namespace detail

/// The type of a model's key: the type of its key field, or a `std::tuple` of several.
template <class T> using key_of = std::remove_pointer_t<decltype(detail::type_of_key(detail::key_pointers<T>{}))>;

} // namespace yore

#include <yore/detail/note_rules.hpp>

#endif
