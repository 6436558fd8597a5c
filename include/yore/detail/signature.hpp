// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SIGNATURE_HPP
#define YORE_DETAIL_SIGNATURE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Names out of the compiler's own function signature. The trick: `__PRETTY_FUNCTION__` of a function template spells
/// its argument. Its limit: the spelling is the compiler's, so each compiler is covered by the tests of `reflect`.
namespace yore::detail {

struct text { // of this library, so that no compiler appends what an alias such as std::string_view stands for
    const char* data;
    std::size_t size;
};

constexpr text make_text(std::string_view s) { return {s.data(), s.size()}; }
constexpr std::string_view view(text t) { return {t.data, t.size}; }

template <class Spelled> constexpr text spell_type() {
    constexpr std::string_view all = __PRETTY_FUNCTION__;
    constexpr std::size_t begin = all.find("Spelled = ") + 10;
    return make_text(all.substr(begin, all.size() - begin - 1));
}

/// The whole signature; the spelled value stands at its end.
template <auto Spelled> constexpr text spell_value() { return {__PRETTY_FUNCTION__, sizeof __PRETTY_FUNCTION__ - 1}; }

/// The identifier at the end of a spelled pointer: `status` of `&Machine::status` and of `{(& fake.Machine::status)}`.
constexpr std::string_view last_identifier(std::string_view s) {
    auto of_a_name = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    const char* const first = s.data(); // a compiler counts every call in a constant expression
    const char* end = first + s.size();
    while (end != first && !of_a_name(end[-1])) --end;
    const char* begin = end;
    while (begin != first && of_a_name(begin[-1])) --begin;
    return {begin, static_cast<std::size_t>(end - begin)};
}

/// Whether a name occurs twice. Hashes first, since a compiler counts every step of a constant expression.
template <std::size_t N> constexpr bool has_duplicates(const std::array<std::string_view, N>& names) {
    std::array<std::uint64_t, N> hashes{};
    for (std::size_t i = 0; i != N; ++i) {
        for (char c : names[i]) hashes[i] = hashes[i] * 31 + static_cast<unsigned char>(c);
        for (std::size_t j = 0; j != i; ++j)
            if (hashes[i] == hashes[j] && names[i] == names[j]) return true;
    }
    return false;
}

/// `Machine` of `shop::Machine`, `f()::Machine` and `Machine<int>`.
constexpr std::string_view unqualified(std::string_view s) {
    if (!s.empty() && s.back() == '>') {
        std::size_t depth = 0, i = s.size();
        do {
            --i;
            if (s[i] == '>') ++depth;
            if (s[i] == '<') --depth;
        } while (i != 0 && depth != 0);
        s = s.substr(0, i);
    }
    return last_identifier(s);
}

} // namespace yore::detail

#endif
