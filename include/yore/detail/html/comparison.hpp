// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_COMPARISON_HPP
#define YORE_DETAIL_HTML_COMPARISON_HPP

#include <yore/detail/html/commit_line.hpp>
#include <yore/detail/html/compared_field.hpp>
#include <yore/html/options.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Any two of some versions side by side, without a script: the reader chooses by radio buttons, and rules of CSS show
/// what was in force. Every value stands in the page once for each side, however many versions have it; a radio button
/// has one class for each value of its version, so that rules are needed for each value, not for each pair of versions.
namespace yore::detail::pages {

class comparison {
public:
    /// Requires: the versions are in order, oldest first, at least two; they outlive this.
    comparison(const std::vector<compared_version>& versions, same_field same, const page_options& o)
        : versions_(versions), options_(o), classes_(versions.size()) {
        for (std::size_t i = 0; i != versions.size(); ++i) classes_[i].push_back(next_class_++);
        for (std::size_t f = 0; f != versions.front().fields.size(); ++f) add_row(f, same);
    }

    /// The rules that show what is chosen.
    [[nodiscard]] std::string rules() const {
        std::string out;
        for (std::size_t i = 0; i != versions_.size(); ++i) append_show_rule(out, classes_[i].front());
        for (std::size_t r = 0; r != rows_.size(); ++r) {
            for (std::size_t v = 0; v != rows_[r].field.values().size(); ++v) {
                append_show_rule(out, rows_[r].first_class + v);
                append_hide_rule(out, r, v, v);
            }
            for (const auto& [a, b] : rows_[r].field.alike()) {
                append_hide_rule(out, r, a, b);
                append_hide_rule(out, r, b, a);
            }
        }
        return out;
    }

    void append_to(std::string& out) const {
        out += "<div class=\"compare\">\n<p class=\"unable note\">This browser cannot show a comparison; the timeline "
               "says what each version changed.</p>\n";
        append_choices(out);
        append_result(out);
        out += "</div>\n";
    }

private:
    struct row {
        compared_field field;
        std::size_t first_class = 0;
    };

    static void append_show_rule(std::string& out, std::size_t number) {
        const std::string one = number_text(number);
        out.append(".compare:has(.f.x").append(one).append(":checked) .a").append(one);
        out.append(",.compare:has(.t.x").append(one).append(":checked) .b").append(one).append("{display:block}\n");
    }
    void append_hide_rule(std::string& out, std::size_t r, std::size_t from, std::size_t to) const {
        const std::size_t first = rows_[r].first_class;
        out.append(".compare:has(.f.x").append(number_text(first + from)).append(":checked):has(.t.x");
        out.append(number_text(first + to)).append(":checked) .r").append(number_text(r)).append("{display:none}\n");
    }

    void add_row(std::size_t f, same_field same) {
        row r{compared_field(versions_, f, same, options_.length), next_class_};
        if (!r.field.differs()) return;
        next_class_ += r.field.values().size();
        for (std::size_t i = 0; i != versions_.size(); ++i)
            classes_[i].push_back(r.first_class + r.field.number_of_value(i));
        rows_.push_back(std::move(r));
    }

    void append_choices(std::string& out) const {
        out += "<div class=\"choices\"><table>\n<caption class=\"unseen\">Versions to compare, newest first</caption>\n"
               "<thead><tr><th scope=\"col\">From</th><th scope=\"col\">To</th><th scope=\"col\">Version</th>"
               "<th scope=\"col\">When</th><th scope=\"col\">Who</th></tr></thead>\n<tbody>\n";
        for (std::size_t i = versions_.size(); i-- != 0;) {
            out += "<tr>";
            append_choice(out, i, "from", 'f', i + 2 == versions_.size());
            append_choice(out, i, "to", 't', i + 1 == versions_.size());
            append_choice_text(out, versions_[i]);
            out += "</tr>\n";
        }
        out += "</tbody></table></div>\n";
    }
    void append_choice(std::string& out, std::size_t i, std::string_view name, char side, bool checked) const {
        const std::string number = number_text(versions_[i].number);
        out.append("<td><label><span class=\"unseen\">").append(name).append(" version ").append(number);
        out.append("</span><input type=\"radio\" name=\"").append(name).append("\" class=\"").append(1, side);
        for (const std::size_t one : classes_[i]) out.append(" x").append(number_text(one));
        out += checked ? "\" checked=\"checked\" /></label></td>" : "\" /></label></td>";
    }
    void append_choice_text(std::string& out, const compared_version& v) const {
        out.append("<th scope=\"row\">").append(number_text(v.number)).append(" <small>");
        out.append(to_string(v.op)).append("</small></th><td>");
        append_time(out, v.of->occurred_on, options_.offset);
        out += "</td><td>";
        if (v.of->actor) append_actor(out, *v.of->actor);
        out += "</td>";
    }

    void append_result(std::string& out) const {
        out += "<div class=\"result\" aria-live=\"polite\"><table>\n<caption>What differs</caption>\n"
               "<thead><tr><th scope=\"col\">Field</th><th scope=\"col\">From";
        append_heads(out, 'a');
        out += "</th><th scope=\"col\">To";
        append_heads(out, 'b');
        out += "</th></tr></thead>\n<tbody>\n";
        for (std::size_t r = 0; r != rows_.size(); ++r) {
            out.append("<tr class=\"r").append(number_text(r)).append("\"><th scope=\"row\">");
            append_text(out, versions_.front().fields[rows_[r].field.index()].label);
            out += "</th><td class=\"was\">";
            append_values(out, rows_[r], 'a');
            out += "</td><td class=\"now\">";
            append_values(out, rows_[r], 'b');
            out += "</td></tr>\n";
        }
        out += "</tbody></table>\n<p class=\"count note\"></p></div>\n";
    }
    void append_heads(std::string& out, char side) const {
        for (std::size_t i = 0; i != versions_.size(); ++i) {
            out.append(" <small class=\"pick ").append(1, side).append(number_text(classes_[i].front()));
            out.append("\">version ").append(number_text(versions_[i].number)).append("</small>");
        }
    }
    void append_values(std::string& out, const row& r, char side) const {
        for (std::size_t v = 0; v != r.field.values().size(); ++v) {
            out.append("<div class=\"pick ").append(1, side).append(number_text(r.first_class + v)).append("\">");
            append_value(out, r.field, r.field.values()[v]);
            out += "</div>";
        }
    }
    void append_value(std::string& out, const compared_field& f, const compared_value& v) const {
        if (v.text == nullptr) return append_word(out, deleted_word);
        if (v.differences.empty()) pages::append_value(out, *v.text, options_.length);
        else append_excerpts(out, words::excerpts_of(v.text->text, options_.length, f.width(), v.differences));
        if (v.twins != 0) out += " <small>another that reads alike (" + number_text(v.twins + 1) + ")</small>";
    }

    const std::vector<compared_version>& versions_;
    const page_options& options_;
    std::vector<std::vector<std::size_t>> classes_; // of each version: its own, then those of its values
    std::vector<row> rows_{};
    std::size_t next_class_ = 1;
};

} // namespace yore::detail::pages

#endif
