// SPDX-License-Identifier: BSL-1.0
/// Long texts stand in a row as what became of them.
#include "support.hpp"

#include <cstddef>
#include <map>
#include <optional>

namespace sqlite_tests::deltas {

struct Part {
    std::string name{};
    int count{};
    bool operator==(const Part&) const = default;
};
struct Page {
    int id{};
    std::string text{};
    std::optional<std::string> note{};
    std::vector<Part> parts{};
    std::map<std::string, int> counts{};
    bool operator==(const Page&) const = default;
};

std::string words(int from, int to) {
    std::string out;
    for (int i = from; i != to; ++i) out += "word" + std::to_string(i) + ' ';
    return out;
}
/// Pages as they come to be, one from the other.
std::vector<Page> drafts() {
    std::vector<Page> out{{1, words(0, 40), {}, {}, {}}};
    const auto next = [&](auto&& change) {
        out.push_back(out.back());
        change(out.back());
    };
    next([](Page& p) { p.text += "and more"; });
    next([](Page& p) { p.note = words(0, 30); });
    next([](Page& p) { p.note = "a word before " + *p.note, p.text = "anew " + p.text; });
    next([](Page& p) { p.note.reset(); });
    next([](Page& p) { p.note = words(0, 30); });
    next([](Page& p) {
        for (int i = 0; i != 20; ++i)
            p.parts.push_back({"part " + std::to_string(i), i}), p.counts[std::to_string(i)] = i;
    });
    next([](Page& p) { p.parts[3].count = 77, p.parts[17].name = "another", p.counts["5"] = 0; });
    next([](Page& p) { p.parts.erase(p.parts.begin()), p.parts.push_back({"last", 1}); });
    next([](Page& p) { p.text = "short"; });
    next([](Page& p) { p.text = words(5, 60); });
    next([](Page& p) { p.text.insert(100, std::string("\0 \xc3\xa4 ", 5)), p.counts.erase("7"); });
    next([](Page& p) { p.text = words(100, 140), p.parts.clear(); }); // nothing of it is left
    return out;
}
void record_all_of(const std::string& path, const std::vector<Page>& all, std::size_t full_row_every) {
    yore::sqlite::store db{path, {.durability = durability::off, .full_row_every = full_row_every}};
    yore::history<Page> pages{db};
    for (std::size_t i = 0; i != all.size(); ++i) record_at(pages, second(static_cast<std::int64_t>(i)), all[i]);
}
void check_all(const yore::history<Page>& pages, const std::vector<Page>& all, std::size_t first = 0) {
    const auto versions = pages.versions(1);
    REQUIRE(versions.size() == all.size() - first);
    for (std::size_t i = first; i != all.size(); ++i) {
        INFO(i);
        CHECK(versions[i - first].state == all[i]);
        CHECK(pages.at(1, i + 1)->state == all[i]);
        const timestamp then = second(static_cast<std::int64_t>(i));
        CHECK(pages.as_of(1, then) == all[i]);
        const auto set = pages.as_of(then);
        REQUIRE(set.size() == 1);
        CHECK(*set.begin() == all[i]);
    }
}

TEST_CASE("long texts and JSON come back from their differences, everywhere", "[sqlite]") {
    const auto every = GENERATE(std::size_t{1}, std::size_t{3}, std::size_t{5}, std::size_t{64});
    const folder here;
    const std::string path = here / "pages.db";
    const std::vector<Page> all = drafts();
    record_all_of(path, all, every);
    yore::sqlite::store db{path, quick};
    yore::history<Page> pages{db};
    check_all(pages, all);

    const bool has = database(path).value("SELECT count(*) FROM page_history WHERE instr(yore_operation, '~')") != "0";
    CHECK(has == (every > 1));
    const auto found = pages.find({.newest_first = false});
    REQUIRE(found.size() == all.size());
    for (std::size_t i = 0; i != all.size(); ++i) CHECK(found[i].state == all[i]);
    CHECK(pages.find({.changed = yore::fields<&Page::counts>}).size() == 4);
    CHECK(pages.blame(1).of<&Page::counts>().number == 12);
    CHECK(pages.revert(1, yore::to_version(4)).recorded());
    CHECK(pages.latest(1) == all[3]);
    CHECK(pages.undo(1, all.size() + 1).recorded());
    CHECK(pages.latest(1) == all.back());
    CHECK(pages.remove(1).recorded());
    CHECK(pages.restore(1).recorded());
    CHECK(pages.latest(1) == all.back());
}

TEST_CASE("a difference is stored where it is much shorter than the text, for people to read", "[sqlite]") {
    const folder here;
    const std::string path = here / "pages.db";
    record_all_of(path, drafts(), 64);
    const database file(path);
    CHECK(file.rows("SELECT yore_operation, text FROM page_history WHERE yore_version = 2") ==
          std::vector<row>{{"updated:~text", "=270+8:and more"}});
    CHECK(file.value("SELECT text FROM page_history WHERE yore_version = 11") ==
          words(5, 60)); // what was before is short
    CHECK(file.value("SELECT text FROM page_history WHERE yore_version = 13") == words(100, 140)); // has nothing of it
    CHECK(file.rows("SELECT version, operation, changed FROM page_timeline WHERE version IN (1, 2, 4, 8)") ==
          std::vector<row>{{"1", "created", "NULL"}, {"2", "updated", "text"}, {"4", "updated", "text,note"},
              {"8", "updated", "parts,counts"}});
}

TEST_CASE("what another hand has written is no base for differences", "[sqlite]") {
    const folder here;
    const std::string path = here / "pages.db";
    std::vector<Page> all = drafts();
    all.resize(7);
    record_all_of(path, all, 64);
    database(path).run("UPDATE page_history SET parts = replace(parts, ',', ' , ') WHERE yore_version = 7");
    yore::sqlite::store db{path, quick};
    yore::history<Page> pages{db};
    for (int i = 0; i != 2; ++i) { // the second is a difference again, from what the first has written
        all.push_back(all.back());
        all.back().parts[static_cast<std::size_t>(i)].count = 99;
        record_at(pages, second(static_cast<std::int64_t>(all.size()) - 1), all.back());
    }
    CHECK(database(path).rows("SELECT yore_operation FROM page_history WHERE yore_version > 7") ==
          std::vector<row>{{"NULL"}, {"updated:~parts"}});
    check_all(pages, all);
}

TEST_CASE("pruning keeps the text that later differences begin with", "[sqlite]") {
    const folder here;
    const std::string path = here / "pages.db";
    const std::vector<Page> all = drafts();
    record_all_of(path, all, 64);
    yore::sqlite::store db{path, quick};
    yore::history<Page> pages{db};
    const std::size_t kept = GENERATE(std::size_t{1}, std::size_t{5}, std::size_t{6}, std::size_t{11});
    CHECK(pages.prune({.keep_last = kept}).versions == all.size() - kept);
    check_all(pages, all, all.size() - kept);
    CHECK(integrity(path) == "ok");
}

namespace newer { // knows more of each part
struct Part {
    std::string name{};
    int count{};
    int weight{};
    bool operator==(const Part&) const = default;
};
struct Page {
    int id{};
    std::vector<Part> parts{};
    bool operator==(const Page&) const = default;
};
} // namespace newer

TEST_CASE("pruning by a program that knows less of a value keeps the text of it that there is", "[sqlite]") {
    const folder here;
    const std::string path = here / "pages.db";
    newer::Page page{1, {}};
    for (int i = 0; i != 9; ++i) page.parts.push_back({"part", i, 100 + i});
    std::vector<newer::Page> all;
    {
        yore::sqlite::store db{path, quick};
        yore::history<newer::Page> pages{db};
        for (int i = 0; i != 4; ++i) {
            page.parts[static_cast<std::size_t>(i)].weight = i;
            CHECK(pages.record(page).recorded());
            all.push_back(page);
        }
    }
    CHECK(database(path).value("SELECT yore_operation FROM page_history WHERE yore_version = 4") == "updated:~parts");
    {
        yore::sqlite::store db{path, quick};
        static_cast<void>(db.migrate(yore::dry_run::no));
        CHECK(yore::history<Page>{db}.prune({.keep_last = 2}).versions == 2);
    }
    yore::sqlite::store db{path, quick};
    const yore::history<newer::Page> pages{db};
    CHECK(pages.at(1, 3)->state == all[2]);
    CHECK(pages.at(1, 4)->state == all[3]);
}

namespace later {
struct Page {
    int id{};
    std::vector<std::byte> body{};
    using audit_policy = yore::policy<yore::key<&Page::id>, yore::was<&Page::body, "text">>;
};
} // namespace later

TEST_CASE("differences are read under a new name and as another type", "[sqlite]") {
    const folder here;
    const std::string path = here / "pages.db";
    const std::vector<Page> all = drafts();
    record_all_of(path, all, 64);
    yore::sqlite::store db{path, quick};
    yore::history<later::Page> pages{db};
    const auto as_text = [](const std::vector<std::byte>& bytes) {
        return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    };
    for (std::size_t i = 0; i != all.size(); ++i) CHECK(as_text(pages.at(1, i + 1)->state.body) == all[i].text);
    later::Page next = *pages.latest(1);
    next.body.push_back(std::byte{255});
    CHECK(pages.record(next).recorded());
    CHECK(pages.latest(1)->body == next.body);
}

TEST_CASE("a difference that does not fit says where the file is damaged", "[sqlite]") {
    const folder here;
    const std::string path = here / "pages.db";
    record_all_of(path, drafts(), 64);
    database(path).run("UPDATE page_history SET text = text || 'x' WHERE yore_version = 1");
    yore::sqlite::store db{path, quick};
    yore::history<Page> pages{db};
    CHECK(pages.at(1, 1)->state.text == words(0, 40) + "x");
    CHECK_THROWS_WITH(pages.at(1, 2),
        "yore: the history of Page 1 in page_history has a difference in text that does not fit the text before; the "
        "file is damaged, restore it from a copy");
}

/// What undoing a version gives; nothing where it cannot be undone.
std::optional<Page> undone(yore::history<Page>& pages, yore::version_number number) {
    try {
        const yore::scope now{yore::context{.occurred_on = second(1000)}};
        pages.undo(1, number);
    } catch (const yore::undo_conflict&) {
        return {};
    }
    return pages.latest(1);
}

TEST_CASE("a store that has read nothing yet takes back to every version", "[sqlite]") {
    const std::vector<Page> all = drafts();
    const auto every = GENERATE(std::size_t{1}, std::size_t{4}, std::size_t{32});
    const folder here;
    record_all_of(here / "kept.db", all, every);
    const auto with_copy = [&](auto&& use) {
        std::filesystem::copy_file(
            here / "kept.db", here / "copy.db", std::filesystem::copy_options::overwrite_existing);
        yore::sqlite::store db{here / "copy.db", {.durability = durability::off, .full_row_every = every}};
        yore::history<Page> pages{db};
        use(pages);
    };
    for (std::size_t i = 0; i != all.size(); ++i) {
        const yore::version_number number = i + 1;
        const timestamp when = second(static_cast<std::int64_t>(i)) + std::chrono::milliseconds{500};
        INFO("version " << number);
        for (const yore::target& to : {yore::to_version(number), yore::to_time(when)}) {
            with_copy([&](yore::history<Page>& pages) { CHECK(pages.preview_revert(1, to) == all[i]); });
            with_copy([&](yore::history<Page>& pages) {
                pages.revert(1, to);
                CHECK(pages.latest(1) == all[i]);
                if (number != all.size()) CHECK(pages.versions(1).back().source == number);
            });
        }
        yore::history<Page> in_memory;
        for (std::size_t j = 0; j != all.size(); ++j)
            record_at(in_memory, second(static_cast<std::int64_t>(j)), all[j]);
        with_copy([&](yore::history<Page>& pages) { CHECK(undone(pages, number) == undone(in_memory, number)); });
    }
}

TEST_CASE("a damaged version is no obstacle to what is about another one", "[sqlite]") {
    const folder here;
    const std::vector<Page> all = drafts();
    record_all_of(here / "pages.db", all, 64);
    database(here / "pages.db").run("UPDATE page_history SET text = text || 'x' WHERE yore_version = 1");
    yore::sqlite::store db{here / "pages.db", {.durability = durability::off, .cached_entities = 0}};
    yore::history<Page> pages{db};
    CHECK_THROWS_AS(pages.revert(1, yore::to_version(2), {.expected_version = 5}), yore::conflict);
    CHECK_THROWS_AS(pages.revert(1, yore::to_version(2)), yore::store_error);
    CHECK(pages.latest(1) == all.back());
    pages.revert(1, yore::to_version(11));
    CHECK(pages.latest(1) == all[10]);
}

} // namespace sqlite_tests::deltas
