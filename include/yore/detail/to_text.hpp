// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_TO_TEXT_HPP
#define YORE_DETAIL_TO_TEXT_HPP

#include <yore/detail/merge_sort.hpp>
#include <yore/detail/value_kind.hpp>
#include <yore/policy.hpp>
#include <yore/timestamp.hpp>

#include <boost/describe/enumerators.hpp>

#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// Values as text that people read. Equal values have equal text; hashed containers are written in the order of their
/// text.
namespace yore::detail {

inline constexpr std::string_view redacted_text = "[REDACTED]";
inline constexpr std::string_view null_text = "none";

/// Whether the text shows what the policy of a struct redacts; only a digest may be told.
enum class secrets { hidden, told };

template <class V, secrets Secrets = secrets::hidden> std::string to_text(const V& v);

template <class N> std::string number_text(N n) {
    char buffer[64];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, n).ptr};
}

template <class F> std::string floating_text(F f) {
    if (f != f) return "nan"; // whatever its sign and payload
    return number_text(f == 0 ? F{0} : f);
}

template <class E>
concept described_enum = boost::describe::has_describe_enumerators<E>::value;

template <class E, template <class...> class L, class... D> constexpr std::string_view enumerator_in(E e, L<D...>) {
    std::string_view found;
    ((D::value == e && found.empty() ? void(found = D::name) : void()), ...);
    return found;
}

/// The name of an enumerator of an enumeration that is described, or that the compiler reflects; empty for any other
/// value.
template <class E> constexpr std::string_view enumerator_name([[maybe_unused]] E e) {
    if constexpr (described_enum<E>) return enumerator_in(e, boost::describe::describe_enumerators<E>{});
#if YORE_STATIC_REFLECTION
    else return reflected_enumerator_name(e);
#else
    else return {};
#endif
}

template <class E> std::string enum_text(E e) {
    std::string_view name = enumerator_name(e);
    if (!name.empty()) return std::string(name);
    return number_text(+static_cast<std::underlying_type_t<E>>(e));
}

template <class D> constexpr std::string_view unit_of() {
    using period = typename D::period;
    if constexpr (std::is_same_v<period, std::nano>) return "ns";
    else if constexpr (std::is_same_v<period, std::micro>) return "us";
    else if constexpr (std::is_same_v<period, std::milli>) return "ms";
    else if constexpr (std::is_same_v<period, std::ratio<1>>) return "s";
    else if constexpr (std::is_same_v<period, std::ratio<60>>) return "min";
    else if constexpr (std::is_same_v<period, std::ratio<3600>>) return "h";
    else if constexpr (std::is_same_v<period, std::ratio<86400>>) return "d";
    else return "";
}

template <class D> std::string duration_text(const D& d) {
    std::string count;
    if constexpr (std::floating_point<typename D::rep>) count = floating_text(d.count());
    else count = number_text(d.count());
    if constexpr (unit_of<D>().empty())
        return count + "*" + number_text(D::period::num) + "/" + number_text(D::period::den) + "s";
    else return count.append(unit_of<D>());
}

template <class C, class D> std::string instant_text(const std::chrono::time_point<C, D>& t) {
    if constexpr (std::is_same_v<C, std::chrono::system_clock>) {
        if constexpr (std::is_convertible_v<D, std::chrono::microseconds>) {
            std::string text = to_rfc3339(timestamp(t));
            if constexpr (std::is_same_v<typename D::period, std::ratio<86400>>) text.resize(text.find('T')); // a day
            return text;
        } else { // finer than microseconds: the rest follows, so that equal text means equal instants
            auto whole = std::chrono::floor<std::chrono::microseconds>(t);
            std::string text = to_rfc3339(whole);
            return t == whole ? text : text + "+" + duration_text(t - whole);
        }
    } else return duration_text(t.time_since_epoch());
}

template <class V> std::string date_text(const V& d) {
    auto two = [](unsigned n) { return (n < 10 ? "0" : "") + number_text(n); };
    int year = static_cast<int>(d.year());
    std::string digits = number_text(year < 0 ? -year : year);
    digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
    return (year < 0 ? "-" : "") + digits + "-" + two(static_cast<unsigned>(d.month())) + "-" +
           two(static_cast<unsigned>(d.day()));
}

template <class Range, class F> std::string joined(const Range& range, std::string_view around, F&& text_of) {
    std::string out(1, around[0]);
    for (const auto& one : range) {
        if (out.size() != 1) out += ", ";
        out += text_of(one);
    }
    return out += around[1];
}

template <class V, class F> std::string container_text(const V& v, std::string_view around, F&& text_of) {
    if constexpr (hashed<V>) {
        std::vector<std::string> texts;
        for (const auto& one : v) texts.push_back(text_of(one));
        merge_sort(texts, [](const std::string& a, const std::string& b) { return a < b; });
        return joined(texts, around, [](const std::string& s) { return s; });
    } else return joined(v, around, text_of);
}

template <class V, secrets Secrets> std::string record_text(const V& v) {
    static_assert(require_policy<V>::value);
    std::string out = "{";
    for_each_index(v, [&](auto index, const auto& value) {
        constexpr std::size_t i = decltype(index)::value;
        if (fields_under<V, ignore>.contains(i)) return;
        if (out.size() != 1) out += ", ";
        out.append(field_names<V>[i]).append(": ");
        if constexpr (Secrets == secrets::hidden && fields_under<V, redact>.contains(i)) out.append(redacted_text);
        else out.append(detail::to_text<std::remove_cvref_t<decltype(value)>, Secrets>(value));
    });
    return out += "}";
}

template <class V, secrets Secrets> std::string to_text(const V& v) {
    constexpr kind k = kind_of<V>;
    if constexpr (has_custom_to_text<V>) return std::string(value_traits<V>::to_text(v));
    else if constexpr (k == kind::boolean) return v ? "true" : "false";
    else if constexpr (std::is_same_v<V, char>) return std::string(1, v);
    else if constexpr (k == kind::integer) return number_text(+v);
    else if constexpr (k == kind::floating) return floating_text(v);
    else if constexpr (k == kind::enumeration) return enum_text(v);
    else if constexpr (k == kind::text) return std::string(std::string_view(v));
    else if constexpr (k == kind::instant) return instant_text(v);
    else if constexpr (k == kind::duration) return duration_text(v);
    else if constexpr (k == kind::date) return date_text(v);
    else if constexpr (k == kind::optional || k == kind::pointer) {
        if (!v) return std::string(null_text);
        return detail::to_text<std::remove_cvref_t<decltype(*v)>, Secrets>(*v);
    } else if constexpr (k == kind::variant) {
        std::string out;
        visit_alternative(
            v, [&](auto, const auto& one) { out = detail::to_text<std::remove_cvref_t<decltype(one)>, Secrets>(one); });
        return out;
    } else if constexpr (k == kind::map) {
        return container_text(v, "{}", [](const auto& entry) {
            return detail::to_text<typename V::key_type, Secrets>(entry.first) + ": " +
                   detail::to_text<typename V::mapped_type, Secrets>(entry.second);
        });
    } else if constexpr (k == kind::set || k == kind::sequence) {
        return container_text(v, "[]", [](const auto& one) { return detail::to_text<element_of<V>, Secrets>(one); });
    } else if constexpr (k == kind::tuple) {
        std::string out = "(";
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            using std::get;
            ((out +=
                 (I == 0 ? "" : ", ") + detail::to_text<std::remove_cvref_t<decltype(get<I>(v))>, Secrets>(get<I>(v))),
                ...);
        }(std::make_index_sequence<std::tuple_size<V>::value>{});
        return out += ")";
    } else if constexpr (k == kind::record) return record_text<V, Secrets>(v);
    else return std::string("<").append(type_name<V>).append(">"); // give it value_traits to be read
}

/// `~` and `/` in one step of a path (RFC 6901 §3).
inline std::string escaped_step(std::string_view step) {
    std::string out;
    for (char c : step) {
        if (c == '~') out += "~0";
        else if (c == '/') out += "~1";
        else out += c;
    }
    return out;
}

} // namespace yore::detail

#endif
