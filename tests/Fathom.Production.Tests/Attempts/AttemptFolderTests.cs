using Fathom.Production.Attempts;
using Fathom.Production.Protocol;

namespace Fathom.Production.Tests.Attempts;

public sealed class AttemptFolderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(99_999_999)]
    [InlineData(1_234_567_890_123)]
    public void A_folder_tells_its_job_and_no_two_attempts_share_one(long job)
    {
        string first = AttemptFolder.Of("ReProd25C", "ESD", new LeaseReference(job, 1, "0123456789abcdef"));
        Assert.Equal(job, AttemptFolder.JobOf(first));
        Assert.Equal(3, first.Split('/').Length);
        Assert.NotEqual(first, AttemptFolder.Of("ReProd25C", "ESD", new LeaseReference(job, 2, "0123456789abcdef")));
        Assert.NotEqual(first, AttemptFolder.Of("ReProd25C", "ESD", new LeaseReference(job, 1, "1123456789abcdef")));
    }

    [Theory]
    [InlineData("ReProd25C/ESD/00000007/1-0123456789ab", 7L)]
    [InlineData("ReProd25C/ESD/-7-1-0123456789ab", null)]
    [InlineData("ReProd25C/ESD/ 7-1-0123456789ab", null)]
    [InlineData("ReProd25C/ESD/99999999999999999999-1-0", null)]
    [InlineData("ReProd25C/00000007-1-0123456789ab", null)]
    [InlineData("", null)]
    public void The_folders_of_the_version_before_are_read_and_what_is_no_folder_of_an_attempt_is_nobodys(string folder, long? job) =>
        Assert.Equal(job, AttemptFolder.JobOf(folder));
}
