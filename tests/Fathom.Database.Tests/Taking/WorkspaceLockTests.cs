using System.Runtime.Versioning;
using Fathom.Database.Faults;
using Fathom.Database.Taking;

namespace Fathom.Database.Tests.Taking;

public sealed class WorkspaceLockTests : IDisposable
{
    private static readonly WorkspaceHolder First = new(4711, "node1", "http://127.0.0.1:8080");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_server_is_refused_with_the_process_and_address_of_the_first()
    {
        using WorkspaceLock held = WorkspaceLock.Take(_folder.Path, First);
        WorkspaceException taken = Assert.Throws<WorkspaceException>(() => WorkspaceLock.Take(_folder.Path, First with { ProcessId = 2 }));
        Assert.Equal(WorkspaceProblem.Taken, taken.Problem);
        Assert.Contains("4711", taken.Message, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:8080", taken.Message, StringComparison.Ordinal);
        Assert.Equal(First, WorkspaceLock.FindHolder(_folder.Path));
    }

    [Fact]
    public void A_workspace_that_was_given_back_can_be_taken_again()
    {
        WorkspaceLock.Take(_folder.Path, First).Dispose();
        Assert.Null(WorkspaceLock.FindHolder(_folder.Path));
        using WorkspaceLock second = WorkspaceLock.Take(_folder.Path, First);
    }

    [Fact]
    public void A_description_left_by_a_killed_server_does_not_hold_the_workspace()
    {
        File.WriteAllText(_folder["server.lock"], "");
        File.WriteAllText(_folder["server.json"], """{"ProcessId":1,"Host":"gone","Url":""}""");
        Assert.Null(WorkspaceLock.FindHolder(_folder.Path));
        using WorkspaceLock taken = WorkspaceLock.Take(_folder.Path, First);
        Assert.Equal(First, WorkspaceLock.FindHolder(_folder.Path));
    }

    [Fact]
    public void The_address_can_be_told_once_it_is_known()
    {
        using WorkspaceLock held = WorkspaceLock.Take(_folder.Path, First with { Url = "" });
        held.Describe(First);
        Assert.Equal(First, WorkspaceLock.FindHolder(_folder.Path));
    }

    [Fact]
    public void Somebody_who_only_looks_at_the_lock_does_not_keep_a_server_from_starting()
    {
        File.WriteAllText(_folder["server.lock"], "");
        FileStream looking = new(_folder["server.lock"], FileMode.Open, FileAccess.Read, FileShare.Read);
        int waits = 0;
        using WorkspaceLock taken = WorkspaceLock.Take(_folder.Path, First, _ =>
        {
            waits++;
            looking.Dispose();
        });
        Assert.Equal(1, waits);
        Assert.Equal(First, WorkspaceLock.FindHolder(_folder.Path));
    }

    [Fact]
    public void A_held_workspace_is_refused_after_a_third_of_a_second()
    {
        using WorkspaceLock held = WorkspaceLock.Take(_folder.Path, First);
        TimeSpan waited = TimeSpan.Zero;
        Assert.Throws<WorkspaceException>(() => WorkspaceLock.Take(_folder.Path, First, pause => waited += pause));
        Assert.Equal(TimeSpan.FromMilliseconds(300), waited);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void The_folder_of_the_lock_is_its_owners_alone()
    {
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0x1FF);
        using WorkspaceLock held = WorkspaceLock.Take(_folder.Path, First);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Path));
    }

    [Theory]
    [InlineData("/proc/self", WorkspaceProblem.ReadOnly)]
    [InlineData("/proc/no-such-folder/workspace", WorkspaceProblem.Missing)]
    public void A_folder_that_cannot_be_used_says_why(string folder, WorkspaceProblem problem)
    {
        WorkspaceException fault = Assert.Throws<WorkspaceException>(() => WorkspaceLock.Take(folder, First));
        Assert.Equal(problem, fault.Problem);
    }
}
