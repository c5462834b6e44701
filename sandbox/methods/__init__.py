"""The Bot API's methods. Importing the package registers them all."""

from sandbox.methods import editing, profile, receiving, sending
from sandbox.methods.registry import METHODS, Call

__all__ = ["METHODS", "Call", "editing", "profile", "receiving", "sending"]
