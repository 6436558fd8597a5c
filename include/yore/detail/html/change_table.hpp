// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_CHANGE_TABLE_HPP
#define YORE_DETAIL_HTML_CHANGE_TABLE_HPP

#include <yore/detail/html/value.hpp>
#include <yore/detail/text/sentence.hpp>
#include <yore/html/options.hpp>
#include <yore/text/entry.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What a version changed, as a table: field, from, to.
namespace yore::detail::pages {

/// `Machine 7`
inline void append_entity(std::string& out, const changelog_entry& e, const page_options& o) {
    append_escaped(out, e.model);
    out += " ";
    append_excerpt(out, words::excerpt_of(e.key, o.length));
}

class change_table {
public:
    change_table(std::string& out, const page_options& o) : out_(out), options_(o) {}

    /// What a version did; nothing where it changed no field. A creation has no column of what was before.
    void append(const changelog_entry& e) {
        if (e.fields.empty()) return;
        has_before_ = e.op != operation::created;
        out_ += "<table class=\"changes\"><caption class=\"unseen\">What version " + number_text(e.number) + " of ";
        append_entity(out_, e, options_);
        out_ += " changed</caption>\n<thead><tr><th scope=\"col\">Field</th>";
        out_ += has_before_ ? "<th scope=\"col\">From</th><th scope=\"col\">To</th>" : "<th scope=\"col\">Value</th>";
        out_ += "</tr></thead>\n<tbody>\n";
        for (const field_change& f : e.fields) append(f);
        out_ += "</tbody></table>\n";
    }

private:
    void append(const field_change& f) {
        if (f.parts.empty()) {
            begin_row(f);
            end_row(f.before, f.after);
        }
        for (std::size_t i = 0; i != f.parts.size(); ++i) {
            if (i == options_.elements) return append_rest(f, f.parts.size() - i);
            append(f, f.parts[i]);
        }
    }

    void append(const field_change& f, const part_change& part) {
        begin_row(f);
        for (const place_step& step : part.place) {
            out_ += " ";
            append_step(step);
        }
        const std::string what = done(part);
        if (!what.empty()) out_ += " <small>" + what + "</small>";
        end_row(part.before, part.after);
    }

    static std::string done(const part_change& part) {
        if (part.kind == edit_kind::inserted) return "added";
        if (part.kind == edit_kind::removed) return "removed";
        if (part.kind == edit_kind::moved) return "moved from " + words::position_text(part.from);
        if (part.before.state == value_state::none) return "set";
        return part.after.state == value_state::none ? "cleared" : "";
    }

    void append_step(const place_step& step) {
        if (step.kind == place_kind::position) out_ += words::position_text(step.index);
        else append_excerpt(out_, words::excerpt_of(step.text, options_.length));
    }

    void append_rest(const field_change& f, std::size_t count) {
        begin_row(f);
        out_ += "</th><td colspan=\"2\"><em>" + number_text(count) + " more</em></td></tr>\n";
    }

    void begin_row(const field_change& f) {
        out_ += "<tr><th scope=\"row\">";
        append_text(out_, f.label);
    }
    void end_row(const value_text& before, const value_text& after) {
        const std::size_t difference = difference_of(before, after, options_.length).value_or(0);
        out_ += "</th>";
        if (has_before_) append_cell("was", before, difference);
        append_cell("now", after, difference);
        out_ += "</tr>\n";
    }
    void append_cell(std::string_view kind, const value_text& v, std::size_t difference) {
        out_.append("<td class=\"").append(kind).append("\">");
        append_value(out_, v, options_.length, difference);
        out_ += "</td>";
    }

    std::string& out_;
    const page_options& options_;
    bool has_before_ = true;
};

} // namespace yore::detail::pages

#endif
