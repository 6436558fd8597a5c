// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_COMPARISON_HPP
#define YORE_DETAIL_HTML_COMPARISON_HPP

#include <yore/detail/html/commit_line.hpp>
#include <yore/detail/html/value.hpp>
#include <yore/detail/merge_sort.hpp>
#include <yore/html/options.hpp>
#include <yore/text/field_change.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Any two of some versions side by side, without a script: the reader chooses by radio buttons, and rules of CSS show
/// what was in force. Every value stands in the page once for each side, however many versions have it; a radio button
/// has one class for each value of its version, so that rules are needed for each value, not for each pair of versions.
namespace yore::detail::pages {

/// One version as a comparison sees it.
struct compared_version {
    version_number number = 0;
    operation op{};
    const yore::commit* of = nullptr;
    std::vector<field_change> fields{}; ///< the `after` of each recorded field, the same for every version
    std::vector<bool> changed{};        ///< which of them it changed
    const void* state = nullptr;        ///< of the model
};

/// Whether two states have the same value in one of the recorded fields, as the model compares them.
using same_field = bool (*)(const void* a, const void* b, std::size_t field);

class comparison {
public:
    /// Requires: the versions are in order, oldest first, at least two; they outlive this.
    comparison(const std::vector<compared_version>& versions, same_field same, const page_options& o)
        : versions_(versions), same_(same), options_(o), classes_(versions.size()) {
        for (std::size_t i = 0; i != versions.size(); ++i) classes_[i].push_back(next_class_++);
        for (std::size_t f = 0; f != versions.front().fields.size(); ++f) add_row(f);
    }

    /// The rules that show what is chosen.
    [[nodiscard]] std::string rules() const {
        std::string out;
        for (std::size_t i = 0; i != versions_.size(); ++i) append_show_rule(out, classes_[i].front());
        for (std::size_t r = 0; r != rows_.size(); ++r) {
            for (std::size_t v = 0; v != rows_[r].values.size(); ++v) {
                append_show_rule(out, rows_[r].first_class + v);
                append_hide_rule(out, r, v, v);
            }
            for (const auto& [a, b] : rows_[r].alike) {
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
    struct row_value {
        const value_text* text = nullptr; // null: deleted
        const void* state = nullptr;
        std::size_t life = 0;                // of one life are those that may be the same
        std::size_t twins = 0;               // others before it that read so
        std::set<std::size_t> differences{}; // bytes where it begins to differ from others, where it is long
    };
    struct row {
        std::string_view label;
        std::size_t first_class = 0;
        std::vector<row_value> values{};
        std::vector<std::pair<std::size_t, std::size_t>> alike{}; // the same, but they read otherwise
        std::size_t width = 0;                                    // of what is shown around each difference
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

    void add_row(std::size_t f) {
        row r{versions_.front().fields[f].label, next_class_, {}, {}, 0};
        std::vector<std::size_t> chosen;
        for (std::size_t i = 0, life = 0; i != versions_.size(); ++i) {
            life += is_renewed(f, i);
            chosen.push_back(value_at(r.values, f, i, life));
        }
        const std::size_t n = r.values.size();
        for (std::size_t a = 0; a != n; ++a)
            for (std::size_t b = a + 1; b != n; ++b)
                if (are_same(r.values[a], r.values[b], f)) r.alike.emplace_back(a, b);
        if (r.alike.size() == n * (n - 1) / 2) return; // the same in all versions
        find_differences(r);
        next_class_ += n;
        for (std::size_t i = 0; i != chosen.size(); ++i) classes_[i].push_back(r.first_class + chosen[i]);
        rows_.push_back(std::move(r));
    }

    /// Whether a field was changed although nothing is seen of it, as that of a secret: from there it is another one.
    [[nodiscard]] bool is_renewed(std::size_t f, std::size_t i) const {
        if (i == 0 || !versions_[i].changed[f]) return false;
        if (versions_[i].fields[f].after.state == value_state::redacted) return true;
        const compared_version& before = versions_[i - 1];
        return before.op != operation::deleted && same_(before.state, versions_[i].state, f);
    }

    /// The number of the value that a version has, a new one where none is the same and reads so.
    [[nodiscard]] std::size_t value_at(
        std::vector<row_value>& values, std::size_t f, std::size_t i, std::size_t life) const {
        row_value mine;
        if (const compared_version& v = versions_[i]; v.op != operation::deleted)
            mine = {&v.fields[f].after, v.state, life, 0, {}};
        for (std::size_t n = 0; n != values.size(); ++n) {
            const bool reads_so = mine.text != nullptr && values[n].text != nullptr && *mine.text == *values[n].text;
            if (reads_so ? are_same(mine, values[n], f) : mine.text == values[n].text) return n;
            mine.twins += reads_so && mine.text->state != value_state::redacted;
        }
        values.push_back(std::move(mine));
        return values.size() - 1;
    }

    [[nodiscard]] bool are_same(const row_value& a, const row_value& b, std::size_t f) const {
        return a.text != nullptr && b.text != nullptr && a.life == b.life && same_(a.state, b.state, f);
    }

    /// Where each long text begins to differ from each of the others. In the order of the texts, two have in common what
    /// all neighbours between them have.
    void find_differences(row& r) const {
        std::vector<row_value*> texts;
        bool some_are_long = false;
        for (row_value& v : r.values)
            if (v.text != nullptr && v.text->state == value_state::known) {
                texts.push_back(&v);
                some_are_long = some_are_long || is_long(v);
            }
        if (!some_are_long) return;
        merge_sort(texts, [](const row_value* a, const row_value* b) { return a->text->text < b->text->text; });
        std::vector<std::size_t> common; // of each with the one before it
        for (std::size_t i = 1; i < texts.size(); ++i)
            common.push_back(words::common_bytes(texts[i - 1]->text->text, texts[i]->text->text));
        std::size_t most = 1;
        for (std::size_t i = 1; i < texts.size(); ++i)
            for (std::size_t j = i, least = common[i - 1]; j-- != 0;) {
                if (common[j] < least) least = common[j];
                if (texts[i]->text->text == texts[j]->text->text) continue;
                for (row_value* v : {texts[i], texts[j]})
                    if (is_long(*v)) v->differences.insert(least);
            }
        for (const row_value* v : texts)
            if (v->differences.size() > most) most = v->differences.size();
        r.width = options_.length < most ? 1 : options_.length / most;
    }
    [[nodiscard]] bool is_long(const row_value& v) const {
        return v.text->text.size() > options_.length && !is_word(v.text->text);
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
            append_value(out, r, r.values[v]);
            out += "</div>";
        }
    }
    void append_value(std::string& out, const row& r, const row_value& v) const {
        if (v.text == nullptr) return append_word(out, deleted_word);
        if (v.differences.empty()) pages::append_value(out, *v.text, options_.length);
        else append_excerpts(out, words::excerpts_of(v.text->text, options_.length, r.width, v.differences));
        if (v.twins != 0) out += " <small>another that reads alike (" + number_text(v.twins + 1) + ")</small>";
    }

    const std::vector<compared_version>& versions_;
    same_field same_;
    const page_options& options_;
    std::vector<std::vector<std::size_t>> classes_; // of each version: its own, then those of its values
    std::vector<row> rows_{};
    std::size_t next_class_ = 1;
};

} // namespace yore::detail::pages

#endif
