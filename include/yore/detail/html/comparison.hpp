// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_COMPARISON_HPP
#define YORE_DETAIL_HTML_COMPARISON_HPP

#include <yore/detail/html/commit_line.hpp>
#include <yore/detail/html/value.hpp>
#include <yore/html/options.hpp>
#include <yore/text/field_change.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Any two of some versions side by side, without a script: the reader chooses by radio buttons, and rules of CSS show
/// what was in force. Every value stands in the page once for each side, however many versions have it; a radio button
/// has one class for each value of its version, so that a rule is needed for each value, not for each pair of versions.
namespace yore::detail::pages {

/// One version as a comparison sees it.
struct compared_version {
    version_number number = 0;
    operation op{};
    const yore::commit* of = nullptr;
    std::vector<field_change> fields{}; ///< the `after` of each recorded field, the same for every version
    std::vector<bool> changed{};        ///< which of them it changed
};

class comparison {
public:
    /// Requires: the versions are in order, oldest first, at least two; they outlive this.
    comparison(const std::vector<compared_version>& versions, const page_options& o)
        : versions_(versions), options_(o), classes_(versions.size()) {
        for (std::size_t i = 0; i != versions.size(); ++i) classes_[i].push_back(next_class_++);
        for (std::size_t f = 0; f != versions.front().fields.size(); ++f) add_row(f);
    }

    /// The rules that show what is chosen.
    [[nodiscard]] std::string rules() const {
        std::string out;
        for (std::size_t i = 0; i != versions_.size(); ++i) append_show_rule(out, classes_[i].front());
        for (std::size_t r = 0; r != rows_.size(); ++r)
            for (std::size_t v = 0; v != rows_[r].values.size(); ++v) {
                const std::string one = number_text(rows_[r].first_class + v);
                append_show_rule(out, rows_[r].first_class + v);
                out.append(".compare:has(.f.x").append(one).append(":checked):has(.t.x").append(one);
                out.append(":checked) .r").append(number_text(r)).append("{display:none}\n");
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
        std::string_view label;
        std::size_t first_class = 0;
        std::size_t difference = 0;              // where texts too long to be shown begin to differ
        std::vector<const value_text*> values{}; // null: deleted
    };

    static void append_show_rule(std::string& out, std::size_t number) {
        const std::string one = number_text(number);
        out.append(".compare:has(.f.x").append(one).append(":checked) .a").append(one);
        out.append(",.compare:has(.t.x").append(one).append(":checked) .b").append(one).append("{display:block}\n");
    }

    /// Gives equal texts of a field one class; but a change of which both sides read alike, as that of a secret, is one.
    void add_row(std::size_t f) {
        row r{versions_.front().fields[f].label, next_class_, 0, {}};
        std::map<std::pair<value_state, std::string_view>, std::size_t> known;
        std::vector<std::size_t> chosen;
        for (const compared_version& v : versions_) {
            const value_text* value = v.op == operation::deleted ? nullptr : &v.fields[f].after;
            std::pair<value_state, std::string_view> text{}; // of a deleted one: unknown
            if (value != nullptr) text = {value->state, value->text};
            const auto found = known.find(text);
            const bool alike = found != known.end() && !chosen.empty() && chosen.back() == found->second;
            const bool secret = text.first == value_state::redacted;
            if (found == known.end() || (v.changed[f] && (alike || secret))) {
                known[text] = r.values.size();
                r.values.push_back(value);
            }
            chosen.push_back(known[text]);
        }
        if (r.values.size() < 2) return; // the same in all versions
        r.difference = difference_in(r);
        next_class_ += r.values.size();
        for (std::size_t i = 0; i != chosen.size(); ++i) classes_[i].push_back(r.first_class + chosen[i]);
        rows_.push_back(std::move(r));
    }

    [[nodiscard]] std::size_t difference_in(const row& r) const {
        std::optional<std::size_t> least;
        for (std::size_t v = 1; v != r.values.size(); ++v) {
            if (r.values[v - 1] == nullptr || r.values[v] == nullptr) continue;
            const auto here = difference_of(*r.values[v - 1], *r.values[v], options_.length);
            if (here && (!least || *here < *least)) least = here;
        }
        return least.value_or(0);
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
            append_text(out, rows_[r].label);
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
        for (std::size_t v = 0; v != r.values.size(); ++v) {
            out.append("<div class=\"pick ").append(1, side).append(number_text(r.first_class + v)).append("\">");
            if (r.values[v] == nullptr) append_word(out, "deleted");
            else append_value(out, *r.values[v], options_.length, r.difference);
            out += "</div>";
        }
    }

    const std::vector<compared_version>& versions_;
    const page_options& options_;
    std::vector<std::vector<std::size_t>> classes_; // of each version: its own, then those of its values
    std::vector<row> rows_{};
    std::size_t next_class_ = 1;
};

} // namespace yore::detail::pages

#endif
