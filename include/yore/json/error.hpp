// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_JSON_ERROR_HPP
#define YORE_JSON_ERROR_HPP

#include <yore/error.hpp>

#include <string>
#include <utility>

namespace yore {

/// JSON that is not the JSON of a type, or a value that JSON cannot hold. What a policy redacts is not shown in it.
class json_error : public error {
public:
    /// `advice` ends the sentence where there is any.
    json_error(
        std::string type, std::string path, std::string expected, std::string found, const std::string& advice = {})
        : error("yore: JSON of " + type + " at \"" + path + "\": expected " + expected + ", found " + found +
                (advice.empty() ? "" : "; " + advice)),
          type_(std::move(type)),
          path_(std::move(path)),
          expected_(std::move(expected)),
          found_(std::move(found)) {}

    [[nodiscard]] const std::string& type() const noexcept { return type_; } ///< what was to be read or written
    [[nodiscard]] const std::string& path() const noexcept { return path_; } ///< JSON Pointer (RFC 6901)
    [[nodiscard]] const std::string& expected() const noexcept { return expected_; }
    [[nodiscard]] const std::string& found() const noexcept { return found_; }

private:
    std::string type_, path_, expected_, found_;
};

} // namespace yore

#endif
