using System.Net.Sockets;
using Fathom.Database.Faults;
using Npgsql;

namespace Fathom.Database.Postgres;

/// <summary>Turns PostgreSQL's error codes into the workspace's own problems.</summary>
/// <remarks>https://www.postgresql.org/docs/15/errcodes-appendix.html. A lost connection leaves the outcome of a commit unknown, and
/// never what was acknowledged.</remarks>
internal static class PostgresFault
{
    /// <summary>The problem, or null where it is a mistake in a statement, which is its caller's own.</summary>
    public static WorkspaceException? Translate(Exception thrown, string name) => thrown switch
    {
        PostgresException fault => OfServer(fault, name),
        NpgsqlException or IOException or SocketException or TimeoutException => Lost(thrown, name),
        // The provider's word for a connection that broke before: the statement never left.
        InvalidOperationException { Source: "Npgsql" } => Lost(thrown, name),
        _ => null,
    };

    private static WorkspaceException? OfServer(PostgresException fault, string name) => fault.SqlState switch
    {
        "53100" => new(WorkspaceProblem.Full, name,
            $"{name}: the database server's disk is full; the write was refused and nothing acknowledged is lost. Free some space and repeat.", fault),
        "40001" or "40P01" or "55P03" => new(WorkspaceProblem.Busy, name,
            $"{name}: the database is busy (another program holds a lock); nothing of the write was kept. End that program and repeat.", fault),
        "25006" => new(WorkspaceProblem.ReadOnly, name,
            $"{name}: the database server takes no writes (a standby, or set read-only). Use the primary server.", fault),
        "42501" => new(WorkspaceProblem.ReadOnly, name,
            $"{name}: this user may not write ({fault.MessageText}). Make it the owner of the database.", fault),
        "3D000" or "28000" or "28P01" => new(WorkspaceProblem.Denied, name,
            $"{name}: the database server refuses ({fault.MessageText}). Check user, database and the password file (PGPASSFILE or ?passfile=).", fault),
        "XX001" or "XX002" => new(WorkspaceProblem.Damaged, name,
            $"{name}: the database server reports damage ({fault.MessageText}). Restore the workspace from a backup.", fault),
        "58030" or "58P01" => new(WorkspaceProblem.DiskFailed, name,
            $"{name}: the database server's disk failed ({fault.MessageText}). This server ends; everything acknowledged is kept.", fault),
        { } state when state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal)
            || state.StartsWith("53", StringComparison.Ordinal) => Lost(fault, name),
        _ => null,
    };

    private static WorkspaceException Lost(Exception fault, string name) => new(
        WorkspaceProblem.Lost, name,
        $"{name}: the connection to the database server was lost ({fault.Message}). Writes under way were kept whole or not at all; "
        + "nothing acknowledged is lost. Repeat the request.", fault);
}
