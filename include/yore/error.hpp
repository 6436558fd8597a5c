// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_ERROR_HPP
#define YORE_ERROR_HPP

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace yore {

/// Base of everything that yore throws.
class error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// `expected_version` did not hold.
class conflict : public error {
public:
    using error::error;
};

/// A change cannot be taken back, since something later stands on it.
class undo_conflict : public error {
public:
    explicit undo_conflict(const std::string& message, std::vector<std::string> fields = {})
        : error(message), fields_(std::move(fields)) {}

    /// The fields that no longer have the value that the change gave them; empty when a later version is in the way.
    [[nodiscard]] const std::vector<std::string>& fields() const noexcept { return fields_; }

private:
    std::vector<std::string> fields_;
};

/// An explicit time lies before the entity's last one.
class out_of_order : public error {
public:
    using error::error;
};

/// `before_record` said no.
class vetoed : public error {
public:
    using error::error;
};

/// The key or the version is unknown, or the entity is deleted where it must not be.
class not_found : public error {
public:
    using error::error;
};

/// The past that was asked for has been pruned.
class pruned : public not_found {
public:
    using not_found::not_found;
};

/// The policy wants a reason and the context has none.
class reason_required : public error {
public:
    using error::error;
};

/// A store failed; carries its own code and message.
class store_error : public error {
public:
    store_error(const std::string& message, int native_code, std::string native_message = {})
        : error(message), native_code_(native_code), native_message_(std::move(native_message)) {}

    [[nodiscard]] int native_code() const noexcept { return native_code_; }
    [[nodiscard]] const std::string& native_message() const noexcept { return native_message_; }

private:
    int native_code_;
    std::string native_message_;
};

} // namespace yore

#endif
