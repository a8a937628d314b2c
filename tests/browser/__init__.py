"""Tests that drive Chromium."""

import pytest

pytest.register_assert_rewrite("tests.browser.driver", "tests.browser.form")
