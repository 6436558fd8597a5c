// SPDX-License-Identifier: BSL-1.0
/// Boost.PFR, which opens aggregates by means of its own, agrees with every engine.
#include "models.hpp"

#include <boost/pfr.hpp>
#include <boost/version.hpp>

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace engines {

template <class T, class... V> constexpr bool same_types(yore::detail::types<V...>) {
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return (std::is_same_v<V, boost::pfr::tuple_element_t<I, T>> && ...);
    }(std::index_sequence_for<V...>{});
}

template <class T> constexpr bool agrees() {
    static_assert(yore::field_count<T> == boost::pfr::tuple_size_v<T>);
    static_assert(same_types<T>(typename yore::detail::reflected<T>::types{}));
#if BOOST_VERSION >= 108400
    static_assert(yore::field_names<T> == boost::pfr::names_as_array<T>());
#endif
    return true;
}

template <class T> bool has_the_same_places(T& object) {
    bool same = true;
    boost::pfr::for_each_field(object, [&](auto& value, auto index) {
        yore::for_each_field(object, [&](auto field, auto& mine) {
            if (field.index == index) same = same && static_cast<void*>(&mine) == static_cast<void*>(&value);
        });
    });
    return same;
}

TEST_CASE("Boost.PFR finds the same number of fields, the same types and the same names") {
    FACT(agrees<Machine>());
    FACT(agrees<Point>());
    FACT(agrees<Nothing>());
    FACT(agrees<One>());
    FACT(agrees<Shapes>());
    FACT(agrees<HoldsNotDefault>());
    FACT(agrees<Packed>());
    FACT(agrees<Decorated>());
}

TEST_CASE("Boost.PFR finds the fields in the same places") {
    Machine machine{1, "a", Status::working, {}};
    CHECK(has_the_same_places(machine));
    Shapes shapes{};
    CHECK(has_the_same_places(shapes));
    HoldsNotDefault held{1, NotDefaultConstructible{2}, "c"};
    CHECK(has_the_same_places(held));
}

} // namespace engines
