// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_ENTITY_CONTENTS_HPP
#define YORE_DETAIL_HTML_ENTITY_CONTENTS_HPP

#include <yore/blame.hpp>
#include <yore/config.hpp>
#include <yore/detail/html/compared_field.hpp>
#include <yore/detail/html/entry.hpp>
#include <yore/html/options.hpp>
#include <yore/text/changelog.hpp>
#include <yore/text/sink.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

/// What is on the page of an entity.
namespace yore::detail::pages {

/// A field as it is now, and who made it so.
struct blamed_field {
    field_change now{};
    blame_entry last{};
};

/// What is on the page of an entity.
struct entity_contents {
    std::vector<changelog_commit> log{}; ///< newest first
    std::vector<blamed_field> fields{};
    std::vector<compared_version> compared{}; ///< oldest first; of less than two nothing is shown
    same_field same = nullptr;                ///< how the fields of these compare
    std::size_t versions = 0;                 ///< how many are told
    bool has_more = false;                    ///< there are older ones

    [[nodiscard]] const changelog_entry& newest() const { return log.front().entries.front(); }
};

template <class T> inline constexpr field_set<T> recorded_fields = field_set<T>::all() - uncompared<T>;

/// Who made a field so: as the versions say, newest first; else as the blame says, which may have been read later.
template <class T> blame_entry last_change(const field& f, const std::vector<version<T>>& newest, const blame<T>& by) {
    for (const version<T>& v : newest)
        if (v.changed.contains(f.index)) return {v.number, v.commit};
    return by.of(f);
}
template <class T>
std::vector<blamed_field> blamed_fields(const std::vector<version<T>>& newest, const blame<T>& by) {
    std::vector<blamed_field> out;
    for (field_change& f : field_changes(newest.front().state, recorded_fields<T>)) out.push_back({std::move(f), {}});
    std::size_t i = 0;
    for (const field f : recorded_fields<T>) out[i++].last = last_change(f, newest, by);
    return out;
}
/// Whether somebody has changed a field after this version, so that it does not have the value that it is told with.
inline bool is_outdated(const std::vector<blamed_field>& fields, version_number newest) {
    for (const blamed_field& f : fields)
        if (f.last.number > newest) return true;
    return false;
}

template <class T> compared_version compared(const version<T>& v) {
    compared_version out{v.number, v.op, &v.commit, field_changes(v.state, recorded_fields<T>), {}, &v.state};
    for (const field f : recorded_fields<T>) out.changed.push_back(v.changed.contains(f.index));
    return out;
}

template <class T> bool have_same_field(const void* a, const void* b, std::size_t field) {
    bool same = true;
    std::size_t i = 0;
    detail::visit_fields(*static_cast<const T*>(a), [&](const auto&... x) {
        detail::visit_fields(*static_cast<const T*>(b), [&](const auto&... y) {
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                ((recorded_fields<T>.contains(I) && i++ == field ? void(same = detail::equal_field<T, I>(x, y))
                                                                 : void()),
                    ...);
            }(std::make_index_sequence<sizeof...(x)>{});
        });
    });
    return same;
}

/// Writes the page.
YORE_ONCE void write_entity(const words::any_sink& sink, const entity_contents& page, const page_options& o);

} // namespace yore::detail::pages

#if !defined(YORE_SEPARATE_COMPILATION)
#include <yore/detail/html/write_entity.hpp>
#endif

#endif
