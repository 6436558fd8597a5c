// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_EXAMPLES_DEBIAN_UPLOADS_STORIES_HPP
#define YORE_EXAMPLES_DEBIAN_UPLOADS_STORIES_HPP

#include "checks.hpp"
#include "model.hpp"

#include <yore/yore.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iomanip>
#include <iostream>
#include <span>
#include <string>
#include <string_view>

/// The first microsecond of a day that is written like 2007-06-01.
[[nodiscard]] inline yore::timestamp midnight(std::string_view day) {
    return yore::from_rfc3339(std::string{day} + "T00:00:00Z").value();
}

[[nodiscard]] inline std::string day_of(const yore::commit& commit) {
    return yore::to_rfc3339(commit.occurred_on).substr(0, 10);
}

[[nodiscard]] inline std::string who(const yore::commit& commit) {
    return commit.actor ? commit.actor->id : "somebody";
}

inline void which_openssl(const Packages& packages) {
    std::cout << "\nWhich OpenSSL did Debian have on 2007-06-01, and who put it there?\n";
    const auto upload = in_force(packages, "openssl", midnight("2007-06-01")).value();
    std::cout << "  " << upload.state.version << ", put there by " << who(upload.commit) << " on "
              << day_of(upload.commit) << ".\n";
}

inline void xz_back_door(const Packages& packages) {
    std::cout << "\nHow long was the back door of xz 5.6.0 and 5.6.1 in, and who took it out?\n";
    const auto versions = packages.versions("xz-utils");
    const auto bad = [](const yore::version<SourcePackage>& version) {
        return version.state.upstream_version == "5.6.0" || version.state.upstream_version == "5.6.1";
    };
    const auto in = std::find_if(versions.begin(), versions.end(), bad);
    const auto out = std::find_if_not(in, versions.end(), bad);
    const auto hours = std::chrono::floor<std::chrono::hours>(out->commit.occurred_on - in->commit.occurred_on).count();
    std::cout << "  It came with " << in->state.version << " on " << day_of(in->commit) << ".\n  " << who(out->commit)
              << " took it out with " << out->state.version << " on " << day_of(out->commit) << ": after " << hours / 24
              << " days and " << hours % 24 << " hours.\n";
}

inline void blame_of_glibc(const Packages& packages) {
    std::cout << "\nWho last changed each field of glibc?\n";
    packages.blame("glibc").for_each([](yore::field field, const yore::blame_entry& last) {
        std::cout << "  " << std::left << std::setw(18) << field.name << std::setw(18) << who(last.commit)
                  << day_of(last.commit) << "  " << last.commit.reason.value_or("") << '\n';
    });
}

inline void one_month_of_one_person(const Packages& packages) {
    std::cout << "\nWhat did Steve Langasek upload in February 2024?\n";
    const auto uploads = packages.find({.actor = "Steve Langasek",
        .from = midnight("2024-02-01"),
        .until = midnight("2024-03-01"),
        .newest_first = false});
    for (const yore::version<SourcePackage>& upload : uploads)
        std::cout << "  " << day_of(upload.commit) << "  " << std::left << std::setw(12) << upload.state.package
                  << std::setw(16) << upload.state.version << " to " << upload.state.distributions.front() << '\n';
}

inline void one_year_of_debian(const Packages& packages) {
    std::cout << "\nWhat happened to the whole set between New Year's Day 2006 and New Year's Day 2007?\n";
    const auto year = packages.between(midnight("2006-01-01"), midnight("2007-01-01"));
    const auto new_upstream = std::count_if(year.changed.begin(), year.changed.end(),
        [](const auto& package) { return package.changes.template contains<&SourcePackage::upstream_version>(); });
    std::cout << "  " << year.changed.size() << " packages changed, " << new_upstream
              << " of them to a new upstream version, " << year.created.size() << " came, " << year.deleted.size()
              << " went.\n";
    for (const SourcePackage& package : year.created)
        std::cout << "  + " << std::left << std::setw(14) << package.package << package.version << '\n';
    for (const auto& package : std::span{year.changed}.first(std::min<std::size_t>(6, year.changed.size())))
        if (const auto* version = package.changes.template get<&SourcePackage::version>())
            std::cout << "  ~ " << std::left << std::setw(14) << package.after.package << version->before << " -> "
                      << version->after << '\n';
    std::cout << "  ...\n";
}

/// Rehearsed in a transaction that is never committed, so that the history stays what Debian made of it.
template <class Store>
void rehearse_revert(Packages& packages, Store& store) {
    std::cout << "\nWhat does it look like when xz-utils is reverted to what it was on New Year's Day 2024?\n";
    {
        yore::transaction rehearsal{store};
        const yore::scope attribution{"the reader", "back to before the back door"};
        packages.revert("xz-utils", yore::to_time(midnight("2024-01-01")));

        const auto newest = packages.versions("xz-utils").back();
        std::cout << "  Version " << newest.number << " has the state of version " << newest.source.value() << ", "
                  << newest.state.version << ", set by " << who(newest.commit) << ": " << newest.commit.reason.value()
                  << ".\n  It changed";
        for (const std::string_view name : newest.changed.names()) std::cout << ' ' << name;
        std::cout << ".\n";
    }
    std::cout << "  The rehearsal was not committed, so there are " << packages.versions("xz-utils").size()
              << " versions again.\n";
}

template <class Store>
void tell_stories(Packages& packages, Store& store) {
    which_openssl(packages);
    xz_back_door(packages);
    blame_of_glibc(packages);
    one_month_of_one_person(packages);
    one_year_of_debian(packages);
    rehearse_revert(packages, store);
}

#endif
