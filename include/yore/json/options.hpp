// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_JSON_OPTIONS_HPP
#define YORE_JSON_OPTIONS_HPP

namespace yore {

/// What reading does with a member that the type has not.
enum class unknown_members : bool { ignore, refuse };

/// What reading does when a member is absent that cannot be null: refuse, or leave the value that the type gives the
/// field.
enum class missing_members : bool { refuse, keep_default };

/// How to read JSON.
struct json_options {
    yore::unknown_members unknown_members = yore::unknown_members::ignore;
    yore::missing_members missing_members = yore::missing_members::refuse;
};

} // namespace yore

#endif
