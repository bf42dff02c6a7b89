using Fathom.Database.Faults;
using Fathom.Database.Sqlite;
using Microsoft.Data.Sqlite;

namespace Fathom.Database.Tests.Writing;

/// <summary>A full disk reaches SQLite's user in several codes; each says that the disk is full.</summary>
public sealed class FullDiskTests
{
    private const int IoError = 10, Full = 13, CannotOpen = 14, IndexCannotGrow = 4874;

    [Theory]
    [InlineData(Full, Full, false, WorkspaceProblem.Full)]
    [InlineData(CannotOpen, CannotOpen, true, WorkspaceProblem.Full)]
    [InlineData(IoError, IndexCannotGrow, false, WorkspaceProblem.DiskFailed)]
    [InlineData(IoError, IoError, true, WorkspaceProblem.DiskFailed)]
    public void A_full_disk_is_called_full_whatever_the_code(int code, int extended, bool noRoom, WorkspaceProblem problem)
    {
        WorkspaceException fault = SqliteFault.Translate(new SqliteException("no", code, extended), "/w/fathom.db", noRoom);
        Assert.Equal(problem, fault.Problem);
        Assert.Contains("the disk is full", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CannotOpen, WorkspaceProblem.ReadOnly)]
    [InlineData(IoError, WorkspaceProblem.DiskFailed)]
    public void A_disk_with_room_that_fails_is_not_called_full(int code, WorkspaceProblem problem)
    {
        WorkspaceException fault = SqliteFault.Translate(new SqliteException("no", code, code), "/w/fathom.db", diskIsFull: false);
        Assert.Equal(problem, fault.Problem);
        Assert.DoesNotContain("is full", fault.Message, StringComparison.Ordinal);
    }
}
