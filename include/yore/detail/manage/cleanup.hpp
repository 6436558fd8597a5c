// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_CLEANUP_HPP
#define YORE_DETAIL_MANAGE_CLEANUP_HPP

#include <yore/detail/manage/session.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace yore::detail::managing {

struct cleanup_arguments {
    std::optional<std::uint32_t> days{};
    std::optional<std::size_t> keep{};
    std::vector<std::string> models{};
    std::size_t batch = 50'000;
    bool dry_run = false;
};

/// Removes old versions, so many at a time: what is interrupted goes on when it is called again.
inline exit_code cleanup(session& s, const cleanup_arguments& a) {
    if (!a.days && !a.keep)
        throw failure(exit_code::usage,
            "what may go? Say --days N, versions that were replaced longer ago, or --keep K, "
            "all but the newest K of each; with both, both must allow it");
    s.open(a.dry_run ? purpose::read : purpose::write);
    std::vector<bool> wanted(s.models().size(), a.models.empty());
    for (const std::string& one : a.models) wanted[s.index_of(one)] = true;
    retention keep;
    if (a.days) {
        constexpr std::int64_t longest = 10'000'000; // longer than any past; a timestamp has ten times as many
        keep.older_than = s.now - std::chrono::hours(24) * std::min<std::int64_t>(*a.days, longest);
    }
    keep.keep_last = a.keep;

    json found = json::array();
    text_table rows({"model", "versions", "removed", "of entities"});
    std::uint64_t total = 0;
    for (std::size_t i = 0; i != wanted.size(); ++i) {
        if (!wanted[i]) continue;
        const prune_report would = s.models()[i].table.prune(keep, dry_run::yes);
        total += would.versions;
        json one = json::object();
        one["model"] = std::string(s.models()[i].name());
        one["entities"] = would.entities;
        one["versions"] = would.versions;
        found.push_back(std::move(one));
        rows.add({std::string(s.models()[i].name()), grouped(s.models()[i].table.statistics().versions),
            grouped(would.versions), grouped(would.entities)});
    }
    s.con.preview(rows.text(s.con.text), a.dry_run || total == 0 ? dry_run::yes : dry_run::no);
    std::uint64_t removed = 0, bytes = 0;
    if (!a.dry_run && total != 0) {
        s.con.confirm("Remove " + counted(total, "version", "versions") + " for good?");
        progress bar(s.con, "removing", total);
        for (std::size_t i = 0; i != wanted.size(); ++i) {
            if (!wanted[i]) continue;
            keep.at_most = a.batch == 0 ? 1 : a.batch;
            for (;;) {
                bar.at(removed);
                const prune_report did = s.models()[i].table.prune(keep, dry_run::no);
                if (did.versions == 0) break;
                removed += did.versions;
                bytes += did.bytes;
            }
        }
    }
    if (s.con.as_json) {
        json out = json::object();
        out["dry_run"] = a.dry_run;
        out["older_than"] = keep.older_than ? json(to_rfc3339(*keep.older_than)) : json(nullptr);
        out["keep"] = a.keep ? json(*a.keep) : json(nullptr);
        out["models"] = std::move(found);
        out["removed"] = removed;
        out["bytes"] = bytes;
        s.con.say_json(out);
    } else if (a.dry_run) s.con.say("nothing was removed (--dry-run)");
    else if (total == 0) s.con.say("nothing to remove");
    else
        s.con.say("removed " + counted(removed, "version", "versions") + ", " + bytes_text(bytes) +
                  " are free for what comes");
    return exit_code::done;
}

} // namespace yore::detail::managing

#endif
