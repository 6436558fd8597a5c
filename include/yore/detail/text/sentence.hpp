// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_TEXT_SENTENCE_HPP
#define YORE_DETAIL_TEXT_SENTENCE_HPP

#include <yore/context.hpp>
#include <yore/detail/text/excerpt.hpp>
#include <yore/text/entry.hpp>
#include <yore/text/options.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// How changes become a sentence.
namespace yore::detail::words {

/// Adds the colours, where they are asked for.
class painter {
public:
    explicit painter(const text_options& o) : on_(o.colour == colour::yes) {}
    [[nodiscard]] std::string old(std::string text) const { return paint("\x1b[31m", std::move(text)); }
    [[nodiscard]] std::string fresh(std::string text) const { return paint("\x1b[32m", std::move(text)); }
    [[nodiscard]] std::string heading(std::string text) const { return paint("\x1b[1m", std::move(text)); }

private:
    [[nodiscard]] std::string paint(const char* begin, std::string text) const {
        return on_ ? begin + std::move(text) + "\x1b[0m" : text;
    }
    bool on_;
};

/// `a`, `a and b`, `a, b and c`.
inline std::string listed(const std::vector<std::string>& items) {
    std::string out;
    for (std::size_t i = 0; i != items.size(); ++i) {
        if (i != 0) out += i + 1 == items.size() ? " and " : ", ";
        out += items[i];
    }
    return out;
}

/// One thing that was done; the verb is said once for neighbours that share it.
struct phrase {
    std::string_view verb;
    std::string rest;
};

inline std::string joined_phrases(const std::vector<phrase>& phrases) {
    std::vector<std::string> items;
    std::string_view verb;
    for (const phrase& p : phrases) {
        items.push_back(p.verb == verb ? p.rest : std::string(p.verb) + " " + p.rest);
        verb = p.verb;
    }
    return listed(items);
}

/// `Maria Rossi (maria)`, as much of it as there is.
inline std::string who_text(const actor& who) {
    if (!who.name) return shown_in_brackets(who.id);
    return shown_in_brackets(*who.name) + " (" + shown_in_brackets(who.id) + ")";
}

/// Whether its text is one of the user's, not a word of ours.
inline bool has_value(const value_text& v) { return v.state == value_state::known || v.state == value_state::empty; }

inline std::string shown(const value_text& v, std::size_t length, std::size_t difference = 0) {
    return has_value(v) ? shown(excerpt_of(v.text, length, difference)) : v.text;
}
inline std::string shown_as_item(const value_text& v, std::size_t length, std::size_t difference = 0) {
    return has_value(v) ? shown(excerpt_of(v.text, length, difference), shown_as_item) : v.text;
}

/// `from working to broken`, or as much of it as may be told.
inline std::string from_to(const value_text& before, const value_text& after, const text_options& o) {
    const painter paint(o);
    if (!has_value(before) || !has_value(after)) {
        const std::string to = "to " + paint.fresh(shown(after, o.length));
        const bool only_to = before.state == value_state::unknown || before.state == value_state::redacted;
        return only_to ? to : "from " + paint.old(shown(before, o.length)) + " " + to;
    }
    const std::size_t difference =
        before.text.size() <= o.length && after.text.size() <= o.length ? 0 : common_units(before.text, after.text);
    return "from " + paint.old(shown(before, o.length, difference)) + " to " +
           paint.fresh(shown(after, o.length, difference));
}

inline std::string position_text(std::size_t index) { return "#" + number_text(index + 1); }
inline std::string step_text(const place_step& step, std::size_t length) {
    if (step.kind == place_kind::position) return position_text(step.index);
    if (step.kind == place_kind::member) return prose(step.text);
    return shown(excerpt_of(step.text, length));
}

/// The differences inside one field, put together by what was done and where.
class parts_in_words {
public:
    parts_in_words(const field_change& field, const text_options& o) : field_(field), options_(o), paint_(o) {}

    void append_to(std::vector<phrase>& out) {
        for (const part_change& part : field_.parts) add(part);
        for (group& g : groups_) {
            if (g.is_list()) out.push_back({g.verb, g.text()});
            else
                for (std::string& item : g.items) out.push_back({g.verb, std::move(item)});
            if (!g.is_list() && g.more != 0) out.push_back({g.verb, number_text(g.more) + " more in " + label()});
        }
        if (others_ != 0) out.push_back({"changed", number_text(others_) + " more in " + label()});
    }

private:
    struct group {
        std::string_view verb;
        std::string_view preposition; // none: each item says where it is
        std::string container;
        std::vector<std::string> items{};
        std::size_t more = 0;

        [[nodiscard]] bool is_list() const { return !preposition.empty(); }
        [[nodiscard]] std::string text() {
            if (more != 0) items.push_back(number_text(more) + " more");
            return listed(items).append(" ").append(preposition).append(" ").append(container);
        }
    };

    [[nodiscard]] std::string label() const { return prose(field_.label); }

    /// The place as words, but for so many steps at its end.
    [[nodiscard]] std::string place(const part_change& part, std::size_t without) const {
        std::string out = label();
        for (std::size_t i = 0; i + without < part.place.size(); ++i)
            out.append(" ").append(step_text(part.place[i], options_.length));
        return out;
    }
    [[nodiscard]] std::string value(const value_text& v) const { return shown_as_item(v, options_.length); }

    /// An element, and in front of it its key in a map.
    [[nodiscard]] std::string element(const part_change& part, const value_text& v) const {
        const place_step& last = part.place.back();
        if (last.kind == place_kind::key) return step_text(last, options_.length) + ": " + value(v);
        return value(v);
    }

    void add(const part_change& part) {
        switch (part.kind) {
        case edit_kind::inserted:
            return add(part, "added", "to", [&] { return paint_.fresh(element(part, part.after)); });
        case edit_kind::removed:
            return add(part, "removed", "from", [&] { return paint_.old(element(part, part.before)); });
        case edit_kind::moved:
            return add(part, "moved", "in", [&] {
                const std::size_t to = part.place.back().index;
                if (to == part.from) return value(part.after) + " (still " + position_text(to) + ")";
                return value(part.after) + " from " + position_text(part.from) + " to " + position_text(to);
            });
        case edit_kind::replaced:
            if (part.place.back().kind == place_kind::position && has_value(part.before) && has_value(part.after))
                return add(part, "replaced", "in", [&] { return replacement(part); });
            return add(
                part, "changed", "", [&] { return place(part, 0) + " " + from_to(part.before, part.after, options_); });
        }
    }

    [[nodiscard]] std::string replacement(const part_change& part) const {
        const std::size_t difference = common_units(part.before.text, part.after.text);
        return paint_.old(shown_as_item(part.before, options_.length, difference)) + " with " +
               paint_.fresh(shown_as_item(part.after, options_.length, difference));
    }

    template <class F>
    void add(const part_change& part, std::string_view verb, std::string_view preposition, F&& item) {
        group* g = find(verb, preposition, preposition.empty() ? std::string() : place(part, 1));
        if (g == nullptr) ++others_;
        else if (g->items.size() < options_.elements) g->items.push_back(item());
        else ++g->more;
    }

    /// Null when there are too many groups already.
    group* find(std::string_view verb, std::string_view preposition, std::string container) {
        for (group& g : groups_)
            if (g.verb == verb && g.container == container) return &g;
        if (!groups_.empty() && groups_.size() >= options_.elements) return nullptr;
        groups_.push_back({verb, preposition, std::move(container)});
        return &groups_.back();
    }

    const field_change& field_;
    const text_options& options_;
    painter paint_;
    std::vector<group> groups_{};
    std::size_t others_ = 0;
};

inline std::string changes_text(const std::vector<field_change>& fields, const text_options& o) {
    std::vector<phrase> phrases;
    for (const field_change& f : fields)
        if (f.parts.empty()) phrases.push_back({"changed", prose(f.label) + " " + from_to(f.before, f.after, o)});
        else parts_in_words(f, o).append_to(phrases);
    return phrases.empty() ? "changed nothing" : joined_phrases(phrases);
}

/// ` with name Medieval Madness and status working`: what a new entity has, but for its key.
inline std::string contents_text(const std::vector<field_change>& fields, const text_options& o) {
    std::vector<std::string> items;
    for (const field_change& f : fields)
        if (!f.is_key && f.after.state != value_state::none && f.after.state != value_state::empty)
            items.push_back(prose(f.label) + " " + painter(o).fresh(shown(f.after, o.length)));
    return items.empty() ? "" : " with " + listed(items);
}

inline std::string entity_text(const changelog_entry& e, const text_options& o) {
    return std::string(e.model) + " " + shown(excerpt_of(e.key, o.length), shown_as_item);
}

/// What an entry did to `object`, which is left out where the changes are said in its place.
inline std::string deed_text(const changelog_entry& e, const std::string& object, const text_options& o) {
    const std::string source = e.source ? number_text(*e.source) : std::string();
    switch (e.op) {
    case operation::created:
        return "created" + object + contents_text(e.fields, o);
    case operation::deleted:
        return "deleted" + object;
    case operation::restored:
        return "restored" + object + (e.source ? " from version " + source : "");
    case operation::reverted:
        return "reverted" + object + (e.source ? " to version " + source : "") +
               (e.fields.empty() ? "" : ": " + changes_text(e.fields, o));
    case operation::updated:
        break;
    }
    return e.fields.empty() ? "recorded" + object + " unchanged" : changes_text(e.fields, o);
}

} // namespace yore::detail::words

#endif
