// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_IMPORT_HPP
#define YORE_DETAIL_MANAGE_IMPORT_HPP

#include <yore/detail/manage/put_back.hpp>
#include <yore/detail/manage/records.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yore::detail::managing {

struct import_arguments {
    std::string file{}, format{}, model{}, reason{};
    std::optional<std::string> at{};
};

/// A version as a line of a file has it.
struct read_version {
    const managed_model* model = nullptr;
    state_copy state{};
    version_facts facts{};
    std::size_t line = 0;
};

/// The facts of a version. Throws: `error` where something is not there or not of its type.
inline version_facts facts_of_line(const session& s, const managed_model& m, const json& j) {
    version_facts out;
    for (const char* member : {"number", "operation", "commit"})
        if (!j.contains(member)) throw error("there is no member " + words::quoted(member) + "; is this an export?");
    if (!j["number"].is_number_unsigned()) throw error("the number is " + j["number"].dump() + ", expected 1 or more");
    out.number = j["number"].get<version_number>();
    if (!j["operation"].is_string()) throw error("the operation is " + j["operation"].dump() + ", expected a text");
    out.op = s.operation_of(j["operation"].get_ref<const std::string&>());
    out.commit = yore::from_json<commit>(j["commit"]);
    if (j.contains("source") && j["source"].is_number_unsigned()) out.source = j["source"].get<version_number>();
    if (j.contains("changed"))
        for (const json& name : j["changed"])
            for (std::size_t i = 0; name.is_string() && i != m.of.fields.size(); ++i) {
                const std::string& text = name.get_ref<const std::string&>();
                if (m.of.fields[i].name == text || m.of.was_named(i, text)) out.changed.insert(i);
            }
    return out;
}

class importer {
public:
    importer(session& s, input_file& file, record_reader& lines) : s_(s), file_(file), lines_(lines) {}

    std::uint64_t imported = 0, skipped = 0;

    /// Versions of one commit that stand together are one commit.
    void run() {
        progress bar(s_.con, "importing", file_.size());
        batch together(s_.db().store());
        std::unique_ptr<transaction> one_commit; // g++ 12 warns of a std::optional here
        commit last;
        json line;
        while (lines_.read(line)) {
            const read_version one = read(line);
            if (one_commit && !is_same(last, one.facts.commit)) {
                one_commit->commit();
                one_commit.reset();
            }
            if (!one_commit) one_commit = std::make_unique<transaction>(s_.db().store());
            last = one.facts.commit;
            adopt(one);
            if ((imported + skipped) % 256 == 0) bar.at(file_.position());
        }
        if (one_commit) one_commit->commit();
        together.flush();
    }

private:
    read_version read(const json& line) {
        read_version out{&lines_.model(), {}, {}, lines_.line()};
        try {
            out.state = out.model->of.read_state(line.at("state"), unknown_members::ignore);
            out.facts = facts_of_line(s_, *out.model, line);
        } catch (const error& e) {
            file_.fail(lines_.line(), e.what());
        }
        return out;
    }
    /// In a commit each version has a time of its own.
    [[nodiscard]] static bool is_same(commit a, const commit& b) {
        a.occurred_on = b.occurred_on;
        return a == b;
    }
    void adopt(const read_version& one) {
        write_request r;
        r.kind = write_request::what::adopt;
        r.state = one.state.get();
        r.adopted = &one.facts;
        try {
            static_cast<void>(one.model->table.write(r, false));
            ++imported;
        } catch (const conflict& e) {
            if (!is_there(one)) fail(one, e);
            ++skipped;
        } catch (const out_of_order& e) {
            fail(one, e);
        }
    }
    /// The same version was imported before, if only to be cleaned up since.
    [[nodiscard]] static bool is_there(const read_version& one) {
        const any_key key = one.model->of.key_of_state(one.state.get());
        const std::optional<any_version> first = one.model->first_version(key.get());
        if (!first || one.facts.number == 0) return false;
        if (one.facts.number < first->facts.number) return true;
        const std::vector<any_version> found = one.model->versions(key.get(), one.facts.number, one.facts.number);
        if (found.empty()) return false;
        const auto bare = [&](const void* state, version_facts facts) {
            facts.commit.id = 0; // is the database's own
            facts.changed = {};  // was found anew, in the struct of then
            return one.model->version_json(state, facts);
        };
        return bare(found[0].state.get(), found[0].facts) == bare(one.state.get(), one.facts);
    }
    [[noreturn]] void fail(const read_version& one, const error& e) const {
        file_.fail(one.line,
            std::string(e.what()) + "; the database has another past of it. What stands above this commit is imported",
            exit_code::conflict);
    }

    session& s_;
    input_file& file_;
    record_reader& lines_;
};

inline exit_code say_transfer(
    const session& s, const char* did, std::uint64_t made, std::uint64_t skipped, const char* why_skipped) {
    if (s.con.as_json) s.con.say_json(json{{did, made}, {"skipped", skipped}});
    else
        s.con.say(std::string(did) + " " + counted(made, "version", "versions") +
                  (skipped == 0 ? "" : "; skipped " + grouped(skipped) + ", " + why_skipped));
    return exit_code::done;
}

/// Takes over the versions that `export` has written, as they are.
inline exit_code import_all(session& s, const import_arguments& a) {
    input_file file(s.con, a.file);
    s.open(purpose::make);
    record_reader lines(s, file, format_of(a.format, a.file), a.model);
    importer work(s, file, lines);
    work.run();
    return say_transfer(s, "imported", work.imported, work.skipped, "which are there already");
}

/// The members that a state must have and this one has not.
inline std::vector<std::string> missing_members(const managed_model& m, const json& state) {
    std::vector<std::string> out;
    const json whole = m.of.state_json(m.of.blank().get());
    for (std::size_t i = 0; i != m.of.fields.size(); ++i) {
        const std::string name(m.of.fields[i].name);
        bool is_there = state.contains(name) || !whole.contains(name);
        for (const auto& member : state.items()) is_there = is_there || m.of.was_named(i, member.key());
        if (is_there) continue;
        json without = whole;
        without.erase(name);
        try {
            static_cast<void>(m.of.read_state(without, unknown_members::ignore));
        } catch (const json_error& e) {
            if (e.path() == "/" + name) out.push_back(name);
        }
    }
    return out;
}

/// Records first versions, line by line.
class populator {
public:
    populator(const session& s, input_file& file, record_reader& lines, std::string_view member)
        : s_(s), file_(file), lines_(lines), member_(member) {}

    std::uint64_t made = 0, skipped = 0;

    /// Throws: `failure` that says whether something was recorded before.
    void run() {
        progress bar(s_.con, "populating", file_.size());
        batch together(s_.db().store());
        json line;
        try {
            while (lines_.read(line)) {
                record(line["state"]);
                if ((made + skipped) % 256 == 0) bar.at(file_.position());
            }
        } catch (const failure& e) {
            const std::string why = e.what();
            if (made == 0) throw;
            throw failure(e.code(), why + (why.ends_with('?') ? "" : ".") + " What stands above is recorded");
        }
        together.flush();
    }

private:
    void record(const json& state) {
        const managed_model& m = lines_.model();
        try {
            const state_copy read = m.of.read_state(state, unknown_members::refuse);
            write_request r;
            r.state = read.get();
            r.options.expected_version = 0; // never recorded
            static_cast<void>(m.table.write(r, false));
            ++made;
        } catch (const conflict&) {
            ++skipped;
        } catch (const store_error&) {
            throw;
        } catch (const reason_required&) {
            file_.fail(lines_.line(), reason_is_missing(m), exit_code::usage);
        } catch (const json_error& e) {
            const std::vector<std::string> missing = missing_members(m, state);
            if (std::none_of(
                    missing.begin(), missing.end(), [&](const std::string& one) { return e.path() == "/" + one; }))
                file_.fail(lines_.line(), e.what()); // of something that is there
            file_.fail(lines_.line(), "there is no " + member_ + " " + words::listed(missing) + ", which every " +
                                          std::string(m.name()) + " must have");
        } catch (const error& e) {
            file_.fail(lines_.line(), e.what());
        }
    }

    const session& s_;
    input_file& file_;
    record_reader& lines_;
    std::string member_; // what it is called in the file
};

/// Makes first versions of what has no history yet.
inline exit_code populate(session& s, const import_arguments& a) {
    input_file file(s.con, a.file);
    s.open(purpose::make);
    const file_format format = format_of(a.format, a.file);
    record_reader lines(s, file, format, a.model);
    context c = context_of_command(s, a.reason);
    if (a.at) c.occurred_on = s.time_of("--at", *a.at);
    const scope who{std::move(c)};
    populator work(s, file, lines, format == file_format::csv ? "column" : "member");
    work.run();
    return say_transfer(s, "recorded", work.made, work.skipped, "which have a history");
}

} // namespace yore::detail::managing

#endif
