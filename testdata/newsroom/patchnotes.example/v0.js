// no scripts in this newsroom
