// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_EXAMPLES_DEBIAN_UPLOADS_TALLY_HPP
#define YORE_EXAMPLES_DEBIAN_UPLOADS_TALLY_HPP

#include <cstddef>
#include <deque>
#include <iomanip>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Writes a number the way people read it: 14,759.
[[nodiscard]] inline std::string grouped(std::size_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, 1, ',');
    return digits;
}

/// Counts how often one kind of answer agreed with what was expected, and keeps the first disagreements.
class tally {
public:
    explicit tally(std::string_view what) : what_{what} {}

    /// Counts one comparison; `where()` says, as text, which one it was, and is asked only when it disagrees.
    template <class Where>
    void expect(bool agrees, Where&& where) {
        ++checked_;
        if (agrees) ++agreed_;
        else if (examples_.size() < 5) examples_.push_back(where());
    }

    [[nodiscard]] const std::string& what() const { return what_; }
    [[nodiscard]] std::size_t checked() const { return checked_; }
    [[nodiscard]] std::size_t agreed() const { return agreed_; }
    [[nodiscard]] const std::vector<std::string>& disagreements() const { return examples_; }

private:
    std::string what_;
    std::size_t checked_ = 0;
    std::size_t agreed_ = 0;
    std::vector<std::string> examples_;
};

/// Everything that was checked, in the order in which it was first named.
class report {
public:
    tally& operator[](std::string_view what) {
        for (tally& known : tallies_)
            if (known.what() == what) return known;
        return tallies_.emplace_back(what);
    }

    /// True when something was checked and nothing disagreed.
    [[nodiscard]] bool agreed() const {
        std::size_t checked = 0;
        for (const tally& each : tallies_) {
            checked += each.checked();
            if (each.agreed() != each.checked()) return false;
        }
        return checked != 0;
    }

    friend std::ostream& operator<<(std::ostream& out, const report& all) {
        for (const tally& each : all.tallies_) {
            out << "  " << std::left << std::setw(52) << each.what() << std::right << std::setw(9)
                << grouped(each.agreed()) << " of " << std::setw(9) << grouped(each.checked()) << '\n';
            for (const std::string& example : each.disagreements()) out << "    disagrees: " << example << '\n';
        }
        return out;
    }

private:
    std::deque<tally> tallies_; // a deque, so that references to its elements stay good
};

#endif
