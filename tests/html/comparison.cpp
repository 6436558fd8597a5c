// SPDX-License-Identifier: BSL-1.0
#include <yore/html/entity_page.hpp>

#include "catch.hpp"
#include "read_page.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace compared_versions {

using read_page::all;
using read_page::between;
using read_page::lines;

struct Machine {
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> location{};
    std::vector<int> slots{};
    double weight{};
    std::string code{};
    std::uint32_t views{};
    std::vector<std::string> tags{};
    std::vector<std::string> makers{};
    double height{};
    std::variant<int, std::string> extra{};

    using audit_policy = yore::policy<yore::redact<&Machine::code>, yore::untracked<&Machine::views>,
        yore::as_set<&Machine::makers>, yore::tolerance<&Machine::height, 0.1>>;
};

/// A value that nobody can read.
class box {
public:
    box() = default;
    explicit box(int content) : content_(content) {}
    friend bool operator==(const box&, const box&) = default;

private:
    int content_ = 0;
};
struct Sealed {
    std::int64_t id{};
    box inside{};
    int number{};
};

std::string page_of(const yore::history<Machine>& machines, const yore::page_options& options = {}) {
    std::string out;
    yore::write_page(out, machines, 1, options);
    return out;
}

/// Shows the comparison as the rules of the page do: what has the number of a class of the chosen version is shown, and
/// a row is not that a rule hides.
class reader {
public:
    explicit reader(const std::string& page) : page_(page) {
        const std::string choices = between(page, "<div class=\"choices\">", "</div>");
        for (const std::string& row : all(between(choices, "<tbody>", "</tbody>"), "tr")) {
            const std::string number = between(between(row, "<th scope=\"row\">", "</th>"), "", " ");
            const std::string classes = between(row, "class=\"f", "\"");
            if (classes != between(row, "class=\"t", "\"")) throw std::runtime_error("the sides differ");
            for (std::size_t at = 0; (at = classes.find(" x", at)) != std::string::npos; at += 2)
                numbers_[std::stoul(number)].insert(std::stoul(classes.substr(at + 2)));
        }
    }
    [[nodiscard]] std::size_t versions() const { return numbers_.size(); }

    /// `field | from | to` of those that differ.
    [[nodiscard]] lines shown(std::size_t from, std::size_t to) const {
        lines out;
        const std::string result = between(page_, "<div class=\"result\"", "</tbody>");
        const std::string rows = result.substr(result.find("<tbody>"));
        for (const std::string& row : all(rows, "tr")) {
            const auto [before, a] = side(row, 'a', from);
            const auto [after, b] = side(row, 'b', to);
            const std::size_t label = row.find("<th scope=\"row\">");
            const std::string r = class_of_row(rows, row);
            const auto hides = [&](std::size_t f, std::size_t t) {
                return has_rule(".compare:has(.f.x" + std::to_string(f) + ":checked):has(.t.x" + std::to_string(t) +
                                ":checked) .r" + r + "{display:none}");
            };
            if (!hides(a, a)) throw std::runtime_error("no rule hides what is the same");
            if (hides(a, b) != hides(b, a)) throw std::runtime_error("the sides differ");
            if (!hides(a, b))
                out.push_back(
                    read_page::text(between(row.substr(label), ">", "</th>")) + " | " + before + " | " + after);
        }
        return out;
    }

private:
    struct choice {
        std::string text;
        std::size_t number;
    };
    [[nodiscard]] bool has_rule(const std::string& rule) const { return page_.find(rule + "\n") != std::string::npos; }

    static std::string class_of_row(const std::string& rows, const std::string& row) {
        const std::size_t begin = rows.rfind("<tr class=\"r", rows.find(row));
        return between(rows.substr(begin), "<tr class=\"r", "\"");
    }

    /// The one value of a side that is seen.
    [[nodiscard]] choice side(const std::string& row, char name, std::size_t version) const {
        std::vector<choice> seen;
        const std::string begin = std::string("<div class=\"pick ") + name;
        for (std::size_t at = 0; (at = row.find(begin, at)) != std::string::npos; at += begin.size()) {
            const std::string item = row.substr(at);
            const std::size_t number = std::stoul(between(item, begin, "\""));
            const std::string x = std::to_string(number);
            if (!has_rule(".compare:has(.f.x" + x + ":checked) .a" + x + ",.compare:has(.t.x" + x + ":checked) .b" + x +
                          "{display:block}"))
                throw std::runtime_error("no rule shows " + x);
            if (numbers_.at(version).contains(number))
                seen.push_back({read_page::text(between(item, ">", "</div>")), number});
        }
        if (seen.size() != 1) throw std::runtime_error("not exactly one value is seen");
        return seen.front();
    }

    const std::string& page_;
    std::map<std::size_t, std::set<std::size_t>> numbers_{};
};

/// A cell of `field | from | to`.
std::string cell(const std::string& row, std::size_t number) {
    std::size_t begin = 0;
    for (; number != 0; --number) begin = row.find(" | ", begin) + 3;
    return row.substr(begin, row.find(" | ", begin) - begin);
}

Machine machine() {
    Machine m;
    m.id = 1;
    m.name = "one";
    return m;
}

TEST_CASE("a comparison shows what differs between any two versions", "[html]") {
    yore::history<Machine> machines;
    Machine m = machine();
    machines.record(m);
    m.name = "two";
    m.location = "Floor 1";
    machines.record(m);
    m.name = "one";
    m.location = "none";
    machines.record(m);
    const std::string page = page_of(machines);
    const reader r(page);

    CHECK(r.shown(1, 2) == lines{"name | one | two", "location | none | Floor 1"});
    CHECK(r.shown(2, 1) == lines{"name | two | one", "location | Floor 1 | none"});
    CHECK(r.shown(1, 3) == lines{"location | none | \"none\""});
    CHECK(r.shown(2, 2).empty());
    CHECK(page.find("version 2</span><input type=\"radio\" name=\"from\"") != std::string::npos);
    CHECK(all(page, "label").size() == 6);
}

TEST_CASE("a deleted version has no values", "[html]") {
    yore::history<Machine> machines;
    machines.record(machine());
    machines.remove(1);
    machines.restore(1);
    const std::string page = page_of(machines);
    const reader r(page);
    CHECK(r.shown(1, 2).size() == yore::field_count<Machine>);
    CHECK(r.shown(1, 2)[1] == "name | one | deleted");
    CHECK(r.shown(1, 3).empty());
}

TEST_CASE("a secret differs wherever it was changed in between, even when it was changed back", "[html]") {
    yore::history<Machine> machines;
    Machine m = machine();
    for (const char* code : {"a", "a", "b", "a"}) {
        m.code = code;
        m.name += "x";
        machines.record(m);
    }
    machines.remove(1);
    machines.record(m);
    const std::string page = page_of(machines);
    const reader r(page);
    const std::string code = "code | [REDACTED] | [REDACTED]";
    CHECK(r.shown(1, 2).size() == 1);
    CHECK(r.shown(2, 3).back() == code);
    CHECK(r.shown(3, 4).back() == code);
    CHECK(r.shown(2, 4).back() == code);
    CHECK(r.shown(4, 6) == lines{code}); // of another life
}

TEST_CASE("what reads alike differs where it was changed", "[html]") {
    yore::history<Sealed> all;
    for (const int content : {1, 1, 2}) all.record(Sealed{1, box(content), content});
    all.record(Sealed{1, box(2), 3});
    std::string page;
    yore::write_page(page, all, 1);
    const reader r(page);
    CHECK(r.shown(1, 2) == lines{"inside | <box> | <box> another that reads alike (2)", "number | 1 | 2"});
    CHECK(r.shown(2, 3) == lines{"number | 2 | 3"});
}

TEST_CASE("values that read alike and are not the same can be told apart", "[html]") {
    yore::history<Machine> machines;
    Machine m = machine();
    for (const std::vector<std::string>& tags : std::vector<std::vector<std::string>>{{"a, b"}, {"x"}, {"a", "b"}}) {
        m.tags = tags;
        machines.record(m);
    }
    m.extra = "0";
    machines.record(m);
    const std::string page = page_of(machines);
    const reader r(page);
    CHECK(r.shown(1, 3) == lines{"tags | [a, b] | [a, b] another that reads alike (2)"});
    CHECK(r.shown(3, 4) == lines{"extra | 0 | 0 another that reads alike (2)"});
}

TEST_CASE("what is the same does not differ, however it reads", "[html]") {
    yore::history<Machine> machines;
    Machine m = machine();
    for (const std::vector<std::string>& makers :
        std::vector<std::vector<std::string>>{{"maria", "igor"}, {"ann", "igor", "maria"}, {"igor", "maria"}}) {
        m.makers = makers;
        machines.record(m);
    }
    const std::string page = page_of(machines);
    const reader r(page);
    CHECK(r.shown(1, 3).empty());
    CHECK(r.shown(2, 3) == lines{"makers | [ann, igor, maria] | [igor, maria]"});
}

/// A text of 10,000 letters that differs from others at these.
std::string long_text(const std::vector<std::pair<std::size_t, char>>& letters) {
    std::string out(10'000, '-');
    for (const auto& [place, letter] : letters) out[place] = letter;
    return out;
}

TEST_CASE("of long texts any two are shown where they begin to differ", "[html]") {
    yore::history<Machine> machines;
    Machine m = machine();
    std::vector<std::string> texts{
        long_text({{9000, 'a'}}), long_text({{9000, 'b'}}), long_text({{5, 'c'}, {9000, 'b'}}), "short"};
    for (const std::string& text : texts) {
        m.name = text;
        machines.record(m);
    }
    const std::string page = page_of(machines, {.length = 40});
    const reader r(page);
    CHECK(r.shown(1, 2) ==
          lines{"name | " + std::string(13, '-') + "…---a---------… | " + std::string(13, '-') + "…---b---------…"});
    CHECK(r.shown(2, 3) == lines{"name | " + std::string(13, '-') + "…---b---------… | -----c-------…"});
}

TEST_CASE("any two of many long texts look different, whatever they have in common", "[html]") {
    std::mt19937 random(8);
    const auto below = [&](std::size_t n) { return random() % n; };
    for (int round = 0; round != 20; ++round) {
        yore::history<Machine> machines;
        Machine m = machine();
        std::string text;
        for (int i = 0; i != 12; ++i) {
            if (below(3) == 0) text.resize(below(300), 'x');
            if (below(2) == 0 && !text.empty()) text.replace(below(text.size()), 1, below(2) == 0 ? "é" : "è");
            if (below(3) == 0) text.append(below(200), 'x');
            m.name = text;
            machines.record(m);
        }
        const std::size_t length = below(60);
        const std::string page = page_of(machines, {.length = length});
        const reader r(page);
        for (std::size_t from = 1; from <= r.versions(); ++from)
            for (std::size_t to = 1; to <= r.versions(); ++to) {
                CHECK(r.shown(from, to).size() == machines.diff(1, from, to).size());
                for (const std::string& row : r.shown(from, to)) {
                    CHECK(cell(row, 1) != cell(row, 2));
                    CHECK(yore::detail::words::units_in(cell(row, 1)) < 3 * length + 60);
                }
            }
    }
}

TEST_CASE("every pair of versions is compared as the history compares them", "[html]") {
    std::mt19937 random(4);
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    for (int round = 0; round != 10; ++round) {
        yore::history<Machine> machines;
        for (int i = 0; i != 12; ++i) {
            Machine m = machine();
            m.name = std::to_string(below(3));
            if (below(2) == 0) m.location = std::to_string(below(2));
            m.slots.assign(static_cast<std::size_t>(below(3)), below(2));
            m.weight = below(2) == 0 ? 0.0 : -0.0;
            m.views = static_cast<std::uint32_t>(below(4));
            m.tags = std::vector<std::vector<std::string>>{{"a, b"}, {"a", "b"}, {"x"}}[random() % 3];
            m.makers = std::vector<std::vector<std::string>>{
                {"maria", "igor"}, {"igor", "maria"}, {"ann", "igor", "maria"}, {"igor", "ann", "maria"}}[random() % 4];
            m.height = below(5) * 0.08; // what is near is not always near what is near to that
            if (below(2) == 0) m.extra = below(3);
            else m.extra = std::to_string(below(3));
            machines.record(m);
        }
        const std::string page = page_of(machines);
        const reader r(page);
        const std::size_t versions = machines.versions(1).size();
        REQUIRE(r.versions() == versions);
        for (std::size_t from = 1; from <= versions; ++from)
            for (std::size_t to = 1; to <= versions; ++to) {
                lines differing;
                for (const std::string& row : r.shown(from, to)) {
                    differing.push_back(row.substr(0, row.find(' ')));
                    CHECK(cell(row, 1) != cell(row, 2));
                }
                lines expected;
                for (const auto name : machines.diff(1, from, to).fields().names()) expected.emplace_back(name);
                CHECK(differing == expected);
            }
    }
}

TEST_CASE("only the newest versions can be compared, and one alone cannot", "[html]") {
    yore::history<Machine> machines;
    Machine m = machine();
    machines.record(m);
    CHECK(page_of(machines).find("id=\"compare\"") == std::string::npos);
    for (int i = 0; i != 9; ++i) {
        m.name += "x";
        machines.record(m);
    }
    CHECK(all(page_of(machines), "label").size() == 20);
    CHECK(all(page_of(machines, {.compared = 4}), "label").size() == 8);
    CHECK(reader(page_of(machines, {.newest = 3, .compared = 4})).versions() == 3);
    for (const std::size_t none : {0U, 1U}) {
        const std::string page = page_of(machines, {.compared = none});
        CHECK(page.find("compare\"") == std::string::npos);
        CHECK(page.find("<input") == std::string::npos);
    }
}

TEST_CASE("a value stands in a comparison once for each side, however many versions have it", "[html]") {
    yore::history<Machine> machines;
    Machine m = machine();
    m.location = "the-place-of-all";
    for (int i = 0; i != 50; ++i) {
        if (i == 25) m.location.reset();
        m.name = i % 2 == 0 ? "even-name" : "odd-name";
        m.views = static_cast<std::uint32_t>(i);
        machines.record(m);
    }
    const std::string page = page_of(machines);
    const std::string comparison = read_page::section(page, "compare");
    const auto count = [&](std::string_view text) {
        std::size_t n = 0;
        for (std::size_t at = 0; (at = comparison.find(text, at)) != std::string::npos; at += text.size()) ++n;
        return n;
    };
    CHECK(count("the-place-of-all") == 2);
    CHECK(count("even-name") == 2);
    CHECK(count("odd-name") == 2);
    CHECK(comparison.find(">weight<") == std::string::npos); // never differs
}

} // namespace compared_versions
