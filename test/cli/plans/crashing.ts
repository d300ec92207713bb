throw new RangeError("the module is out of sorts");
