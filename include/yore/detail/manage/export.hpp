// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_EXPORT_HPP
#define YORE_DETAIL_MANAGE_EXPORT_HPP

#include <yore/detail/manage/records.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace yore::detail::managing {

struct export_arguments {
    std::vector<std::string> models{};
    std::string file{}, format{};
};

/// The id of the newest commit of a model; 0 where there is none.
inline std::uint64_t last_commit(const managed_model& m) {
    any_filter newest;
    newest.limit = 1;
    const std::vector<any_version> found = m.find(newest);
    return found.empty() ? 0 : found.front().facts.commit.id;
}

/// The versions of a model in the order of recording, some at a time, up to a commit.
class version_reader {
public:
    version_reader(const managed_model& m, std::uint64_t last) : model(m), last_(last) { read(); }

    const managed_model& model;

    /// Null at the end.
    [[nodiscard]] const any_version* get() const {
        return at_ == page_.size() || page_[at_].facts.commit.id > last_ ? nullptr : &page_[at_];
    }
    void next() {
        if (++at_ == page_.size() && !page_.empty()) read();
    }

private:
    static constexpr std::size_t page_size = 500;

    void read() {
        any_filter f;
        f.newest_first = false;
        f.limit = page_size;
        version_place last;
        if (!page_.empty()) {
            const any_version& one = page_.back();
            last = {model.of.key_of_state(one.state.get()), one.facts.commit.id, one.facts.number};
        }
        last.lead(f);
        page_ = model.find(f);
        at_ = 0;
    }

    std::uint64_t last_;
    std::vector<any_version> page_;
    std::size_t at_ = 0;
};

/// Everything that is recorded, as lines of JSON, commit by commit; or of one model as a table.
inline exit_code export_all(session& s, const export_arguments& a) {
    s.open(purpose::read);
    const file_format format = format_of(a.format, a.file);
    std::vector<bool> wanted(s.models().size(), a.models.empty());
    for (const std::string& one : a.models) wanted[s.index_of(one)] = true;
    std::vector<version_reader> readers;
    std::uint64_t total = 0, done = 0, last = 0;
    for (std::size_t i = 0; i != wanted.size(); ++i) // what others record from here on is not part of it
        if (wanted[i]) last = std::max(last, last_commit(s.models()[i]));
    for (std::size_t i = 0; i != wanted.size(); ++i)
        if (wanted[i]) {
            readers.emplace_back(s.models()[i], last);
            total += s.models()[i].table.statistics().versions;
        }
    if (format == file_format::csv && readers.size() != 1)
        throw failure(exit_code::usage, "a table is of one model: say which, as in export " +
                                            std::string(s.models().front().name()) + " -o file.csv");
    output_file file(s.con, a.file);
    progress bar(s.con, "exporting", file.is_own() ? total : 0);
    if (format == file_format::csv)
        file.stream() << csv_row(heading_of(readers[0].model.of.state_json(readers[0].model.of.blank().get())));
    for (;;) {
        version_reader* first = nullptr;
        for (version_reader& one : readers)
            if (one.get() != nullptr &&
                (first == nullptr || one.get()->facts.commit.id < first->get()->facts.commit.id))
                first = &one;
        if (first == nullptr) break;
        const json version = first->model.version_json(first->get()->state.get(), first->get()->facts);
        if (format == file_format::csv) file.stream() << csv_row(cells_of(first->model, version));
        else file.stream() << version.dump() << '\n';
        if (!file.stream()) break;
        first->next();
        bar.at(++done);
    }
    file.close();
    if (file.is_own() && !s.con.as_json) s.con.say("exported " + counted(done, "version", "versions"));
    if (file.is_own() && s.con.as_json) s.con.say_json(json{{"exported", done}});
    return exit_code::done;
}

} // namespace yore::detail::managing

#endif
