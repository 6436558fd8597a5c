// SPDX-License-Identifier: BSL-1.0
#include "../models.hpp"

#include <yore/manage.hpp>

int main(int c, char** v) {
    using namespace managed;
    return yore::manage<Machine, ProblemReport, Loan>(c, v);
}
