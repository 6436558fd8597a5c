// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_SQLITE_FOLDER_HPP
#define YORE_BENCHMARKS_SQLITE_FOLDER_HPP

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>

#include <stdlib.h>

namespace bench {

/// A new folder for database files, in the one for temporary files ($TMPDIR); removed with all that is in it.
class folder {
public:
    folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "yore-bench-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw std::runtime_error{"cannot make a folder " + pattern};
        path_ = pattern;
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    /// The path of a file that is not there yet.
    std::string new_file() { return (path_ / (std::to_string(++files_) + ".db")).string(); }

    /// The path of a copy of the file with this name, which `fill` makes and closes when it is first asked for.
    std::string copy(const std::string& name, const std::function<void(const std::string& path)>& fill) {
        const auto [place, is_new] = filled_.try_emplace(name, (path_ / (name + ".db")).string());
        if (is_new) {
            std::filesystem::create_directories(std::filesystem::path{place->second}.parent_path());
            fill(place->second);
        }
        const std::string made = new_file();
        std::filesystem::copy_file(place->second, made);
        return made;
    }

private:
    std::filesystem::path path_;
    std::size_t files_ = 0;
    std::map<std::string, std::string> filled_;
};

} // namespace bench

#endif
