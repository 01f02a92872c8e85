-- The version of the module, in one place.
return "0.1.0"
