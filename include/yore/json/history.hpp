// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_JSON_HISTORY_HPP
#define YORE_JSON_HISTORY_HPP

/// The JSON of what a history returns: `to_json(version)`, `from_json<version<T>>(json)` and so on.
#include <yore/blame.hpp>
#include <yore/commit.hpp>
#include <yore/json/changes.hpp>
#include <yore/json/read.hpp>
#include <yore/json/write.hpp>
#include <yore/snapshot.hpp>
#include <yore/version.hpp>

#include <tuple>
#include <utility>

namespace yore::detail {

template <> struct json_form<actor> {
    static constexpr auto members() {
        return std::tuple{json_member{"id", &actor::id}, json_member{"name", &actor::name}};
    }
};

template <> struct json_form<request> {
    static constexpr auto members() {
        return std::tuple{json_member{"id", &request::id}, json_member{"method", &request::method},
            json_member{"path", &request::path}, json_member{"route", &request::route},
            json_member{"user_agent", &request::user_agent}, json_member{"remote_address", &request::remote_address}};
    }
};

template <> struct json_form<commit> {
    static constexpr auto members() {
        return std::tuple{json_member{"id", &commit::id}, json_member{"occurred_on", &commit::occurred_on},
            json_member{"recorded_on", &commit::recorded_on}, json_member{"actor", &commit::actor},
            json_member{"reason", &commit::reason}, json_member{"correlation_id", &commit::correlation_id},
            json_member{"entry_point", &commit::entry_point}, json_member{"request", &commit::request},
            json_member{"extra", &commit::extra}};
    }
};

template <class T, class Engine> struct json_form<version<T, Engine>> {
    using type = version<T, Engine>;
    static constexpr auto members() {
        return std::tuple{json_member{"number", &type::number}, json_member{"operation", &type::op},
            json_member{"state", &type::state}, json_member{"changed", &type::changed},
            json_member{"commit", &type::commit}, json_member{"source", &type::source}};
    }
};

template <class T, class Engine> struct json_form<receipt<T, Engine>> {
    using type = receipt<T, Engine>;
    static constexpr auto members() {
        return std::tuple{json_member{"number", &type::number}, json_member{"operation", &type::op},
            json_member{"changed", &type::changed}, json_member{"commit_id", &type::commit_id},
            json_member{"recorded", &type::made}};
    }
};

template <class T, class Engine> struct json_form<entity_change<T, Engine>> {
    using type = entity_change<T, Engine>;
    static constexpr auto members() {
        return std::tuple{json_member{"before", &type::before}, json_member{"after", &type::after},
            json_member{"changes", &type::changes}};
    }
};

template <class T, class Engine> struct json_form<snapshot_diff<T, Engine>> {
    using type = snapshot_diff<T, Engine>;
    static constexpr auto members() {
        return std::tuple{json_member{"created", &type::created}, json_member{"deleted", &type::deleted},
            json_member{"changed", &type::changed}};
    }
};

template <> struct json_form<blame_entry> {
    static constexpr auto members() {
        return std::tuple{json_member{"number", &blame_entry::number}, json_member{"commit", &blame_entry::commit},
            json_member{"or_earlier", &blame_entry::or_earlier}};
    }
};

/// `{"field": {"number": …, "commit": …, "or_earlier": …}}`, of the fields that are recorded; it is written, not read.
template <class T, class Engine> struct json_form<blame<T, Engine>> {
    static constexpr json_types types = object_type;
    template <class J> static J write(const blame<T, Engine>& b, const place& at) {
        J out = J::object();
        b.for_each([&](const field& f, const blame_entry& entry) {
            detail::add_member(out, f.name, detail::written<J>(entry, at.member(f.name)));
        });
        return out;
    }
};

template <> struct json_form<stats> {
    static constexpr auto members() {
        return std::tuple{json_member{"entities", &stats::entities}, json_member{"versions", &stats::versions},
            json_member{"bytes", &stats::bytes}, json_member{"bytes_per_version", &stats::bytes_per_version}};
    }
};

template <> struct json_form<prune_report> {
    static constexpr auto members() {
        return std::tuple{json_member{"entities", &prune_report::entities},
            json_member{"versions", &prune_report::versions}, json_member{"bytes", &prune_report::bytes}};
    }
};

} // namespace yore::detail

#endif
