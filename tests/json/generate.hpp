// SPDX-License-Identifier: BSL-1.0
/// Values of any auditable type, made at random by its own reflection.
#ifndef YORE_TESTS_JSON_GENERATE_HPP
#define YORE_TESTS_JSON_GENERATE_HPP

#include <yore/json.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace generate {

class random_values {
public:
    explicit random_values(std::uint64_t seed) : engine_(seed) {}

    std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
    bool sometimes(std::size_t one_in) { return below(one_in) == 0; }

    template <class N> N integer() {
        constexpr N least = std::numeric_limits<N>::min(), most = std::numeric_limits<N>::max();
        switch (below(6)) {
        case 0:
            return least;
        case 1:
            return most;
        case 2:
            return static_cast<N>(most / 2 + 1);
        case 3:
            return static_cast<N>(engine_());
        default:
            return static_cast<N>(below(5));
        }
    }
    template <class F> F floating() {
        using limits = std::numeric_limits<F>;
        constexpr std::array<F, 12> known{F(0), -F(0), F(1), F(0.1), -F(2.5), limits::min(), limits::max(),
            limits::denorm_min(), limits::epsilon(), limits::infinity(), -limits::infinity(), F(9007199254740993.0)};
        const std::size_t choice = below(16);
        if (choice < known.size()) return known[choice];
        if (choice == known.size()) return limits::quiet_NaN();
        return std::ldexp(static_cast<F>(engine_()), static_cast<int>(below(200)) - 100);
    }
    std::string text() {
        constexpr std::array<std::string_view, 14> known{"", "a", "Floor 1", "it's \"quoted\"", "a/b~c", "Zürich",
            "日本", "😀", "null", "[REDACTED]", "line\nbreak\ttab", "root_cause", "Title", "1"};
        if (sometimes(12)) return std::string("nul\0inside", 10);
        return std::string(known[below(known.size())]);
    }
    nlohmann::json json(std::size_t depth = 3) {
        switch (below(depth == 0 ? 6 : 9)) {
        case 0:
            return nullptr;
        case 1:
            return below(2) == 0;
        case 2:
            return integer<std::int64_t>();
        case 3:
            return integer<std::uint64_t>();
        case 4:
            return static_cast<double>(below(8)) / 2;
        case 5:
            return text();
        case 6: {
            nlohmann::json out = nlohmann::json::array();
            for (std::size_t n = below(5); n != 0; --n) out.push_back(json(depth - 1));
            return out;
        }
        default: {
            nlohmann::json out = nlohmann::json::object();
            for (std::size_t n = below(5); n != 0; --n) out[text()] = json(depth - 1);
            return out;
        }
        }
    }

private:
    std::mt19937_64 engine_;
};

template <class V> void fill(V& v, random_values& random, std::size_t depth = 3);

template <class V> V any(random_values& random, std::size_t depth) {
    V v{};
    fill(v, random, depth);
    return v;
}

template <class E> E enumerator(random_values& random) {
    return static_cast<E>(random.below(4)); // the last one has no name
}

template <class Variant, std::size_t... I> void fill_variant(
    Variant& v, random_values& random, std::size_t depth, std::index_sequence<I...>) {
    const std::size_t wanted = random.below(sizeof...(I));
    ((I == wanted ? void(v.template emplace<I>(any<std::variant_alternative_t<I, Variant>>(random, depth))) : void()),
        ...);
}

template <class V> void fill(V& v, random_values& random, std::size_t depth) {
    using yore::detail::kind;
    constexpr kind k = yore::detail::find_shape<V>();
    if constexpr (yore::json_value<V>) v = random.json();
    else if constexpr (k == kind::boolean) v = random.below(2) == 0;
    else if constexpr (k == kind::integer) v = random.integer<V>();
    else if constexpr (k == kind::floating) v = random.floating<V>();
    else if constexpr (k == kind::enumeration)
        v = std::is_same_v<V, std::byte> ? static_cast<V>(random.below(256)) : enumerator<V>(random);
    else if constexpr (k == kind::text) v = V(random.text());
    else if constexpr (k == kind::instant) v = V(any<typename V::duration>(random, depth));
    else if constexpr (k == kind::duration) v = V(any<typename V::rep>(random, depth));
    else if constexpr (k == kind::date)
        v = yore::detail::make_date<V>(static_cast<int>(random.below(4)) * 3000 - 1000,
            static_cast<unsigned>(random.below(14)), static_cast<unsigned>(random.below(33)));
    else if constexpr (k == kind::optional || k == kind::pointer) {
        using inner = std::remove_cvref_t<decltype(*v)>;
        if (random.sometimes(2)) v = V();
        else v = yore::detail::holding<V>(any<inner>(random, depth));
    } else if constexpr (k == kind::variant)
        fill_variant(v, random, depth, std::make_index_sequence<std::variant_size_v<V>>{});
    else if constexpr (k == kind::map) {
        v.clear();
        for (std::size_t n = random.below(4); n != 0; --n)
            v.emplace(any<typename V::key_type>(random, depth), any<typename V::mapped_type>(random, depth));
    } else if constexpr (k == kind::set) {
        v.clear();
        for (std::size_t n = random.below(4); n != 0; --n) v.insert(any<typename V::key_type>(random, depth));
    } else if constexpr (k == kind::sequence) {
        if constexpr (yore::detail::growing<V>) {
            v.clear();
            if (depth != 0)
                for (std::size_t n = random.below(6); n != 0; --n)
                    v.push_back(any<yore::detail::element_of<V>>(random, depth - 1));
        } else
            for (auto& one : v) fill(one, random, depth);
    } else if constexpr (k == kind::tuple) std::apply([&](auto&... one) { (fill(one, random, depth), ...); }, v);
    else yore::detail::for_each_index(v, [&](auto, auto& member) { fill(member, random, depth); });
}

/// Changes some of the fields, by chance.
template <class T> void change_some(T& v, random_values& random) {
    yore::detail::for_each_index(v, [&](auto, auto& member) {
        if (random.sometimes(3)) fill(member, random);
    });
}

/// Edits a sequence here and there, so that most of it stays.
template <class V> void edit(V& v, random_values& random) {
    for (std::size_t n = random.below(5); n != 0; --n) {
        const auto at = [&](std::size_t size) { return v.begin() + static_cast<std::ptrdiff_t>(random.below(size)); };
        switch (v.empty() ? 0 : random.below(4)) {
        case 0:
            v.insert(at(v.size() + 1), any<typename V::value_type>(random, 2));
            break;
        case 1:
            v.erase(at(v.size()));
            break;
        case 2:
            fill(*at(v.size()), random, 2);
            break;
        default: {
            auto one = *at(v.size());
            v.erase(at(v.size()));
            v.insert(at(v.size() + 1), std::move(one));
        }
        }
    }
}

} // namespace generate

#endif
