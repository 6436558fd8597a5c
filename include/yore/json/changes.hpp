// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_JSON_CHANGES_HPP
#define YORE_JSON_CHANGES_HPP

/// The JSON of differences: `to_json(changes)` is `{"field": [before, after]}`, a set of fields is an array of their
/// names.
#include <yore/detail/nearest.hpp>
#include <yore/diff.hpp>
#include <yore/field_set.hpp>
#include <yore/json/read.hpp>
#include <yore/json/write.hpp>
#include <yore/merge.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace yore::detail {

/// The field that has or had a name; `no_field` where none has.
template <class T> std::size_t field_named(std::string_view name) {
    for (std::size_t i = 0; i != field_count<T>; ++i)
        if (field_names<T>[i] == name) return i;
    for (std::size_t i = 0; i != field_count<T>; ++i)
        if (was_named<T>(i, name)) return i;
    return no_field;
}

template <class T, class Engine> struct json_form<field_set<T, Engine>> {
    static constexpr json_types types = array_type;
    template <class J> static J write(const field_set<T, Engine>& set, const place&) {
        J out = J::array();
        for (const field f : set) out.push_back(J(typename J::string_t(f.name)));
        return out;
    }
    template <class J> static field_set<T, Engine> read(const J& j, const place& at) {
        if (!j.is_array()) at.fail("an array", shown(j));
        field_set<T, Engine> out;
        for (std::size_t i = 0; i != j.size(); ++i) {
            const place here = at.element(i);
            if (!j[i].is_string()) here.fail("the name of a field", shown(j[i]));
            const std::size_t index = field_named<T>(text_in(j[i]));
            if (index != no_field) out.insert(index);
            else if (at.options().unknown_members == unknown_members::refuse)
                here.fail("the name of a field of " + std::string(type_name<T>), shown(j[i]),
                    did_you_mean(nearest(text_in(j[i]), field_names<T>)));
        }
        return out;
    }
};

template <class T, class Engine> struct json_form<changes<T, Engine>> {
    static constexpr json_types types = object_type;
    template <class J> static J write(const changes<T, Engine>& c, const place& at) {
        J out = J::object();
        for_each_type<T>([&]<std::size_t I>() {
            const auto* one = c.template find<I>();
            if (one == nullptr) return;
            const place here = at.member(field_names<T>[I]);
            J both = J::array();
            if constexpr (fields_under<T, redact>.contains(I))
                both = J::array({std::string(redacted_text), std::string(redacted_text)});
            else {
                both.push_back(detail::written<J>(one->before, here.element(0)));
                both.push_back(detail::written<J>(one->after, here.element(1)));
            }
            detail::add_member(out, field_names<T>[I], std::move(both));
        });
        return out;
    }
    template <class J> static changes<T, Engine> read(const J& j, const place& at) {
        if (!j.is_object()) at.fail("an object", shown(j));
        static constexpr auto names = field_names<T>;
        const auto found =
            find_members(j, names, at, [](std::size_t i, std::string_view name) { return was_named<T>(i, name); });
        changes<T, Engine> out;
        for_each_type<T>([&]<std::size_t I>() {
            if (found[I] == nullptr) return;
            using value = type_at_t<I, typename reflected<T>::types>;
            const place here = at.member(names[I]);
            if (!found[I]->is_array() || found[I]->size() != 2)
                here.fail("an array of before and after", shown(*found[I]));
            const auto side = [&](std::size_t i) {
                const J& wanted = (*found[I])[i];
                if constexpr (fields_under<T, redact>.contains(I)) {
                    auto out_of_sight = empty_value<value>();
                    detail::read_redacted(out_of_sight, &wanted, here.element(i));
                    return out_of_sight;
                } else return value_from<value>(wanted, here.element(i));
            };
            value before = side(0);
            out.append(I, change<value>{std::move(before), side(1)});
        });
        return out;
    }
};

template <> struct json_form<leaf> {
    static constexpr auto members() {
        return std::tuple{json_member{"path", &leaf::path}, json_member{"kind", &leaf::kind},
            json_member{"before", &leaf::before}, json_member{"after", &leaf::after}, json_member{"from", &leaf::from}};
    }
};

template <> struct json_form<apply_conflict> {
    static constexpr auto members() {
        return std::tuple{json_member{"field", &apply_conflict::field},
            json_member{"expected", &apply_conflict::expected}, json_member{"found", &apply_conflict::found}};
    }
};

template <class T, class Engine> struct json_form<apply_result<T, Engine>> {
    using type = apply_result<T, Engine>;
    static constexpr auto members() {
        return std::tuple{json_member{"applied", &type::applied},
            json_member{"already_applied", &type::already_applied}, json_member{"conflicts", &type::conflicts}};
    }
};

template <> struct json_form<merge_conflict> {
    static constexpr auto members() {
        return std::tuple{json_member{"field", &merge_conflict::field}, json_member{"base", &merge_conflict::base},
            json_member{"ours", &merge_conflict::ours}, json_member{"theirs", &merge_conflict::theirs}};
    }
};

template <class T, class Engine> struct json_form<merge_result<T, Engine>> {
    using type = merge_result<T, Engine>;
    static constexpr auto members() {
        return std::tuple{json_member{"value", &type::value}, json_member{"conflicts", &type::conflicts}};
    }
};

} // namespace yore::detail

#endif
