-- Replicas that are to be deleted: few among millions, and the sweep asks for them again and again.
CREATE INDEX replica_deleting ON replica (se, path) WHERE state = 'Deleting';
