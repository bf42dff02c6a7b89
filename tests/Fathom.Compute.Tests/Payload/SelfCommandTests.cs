using Fathom.Compute.Payload;

namespace Fathom.Compute.Tests.Payload;

public sealed class SelfCommandTests
{
    [Fact]
    public void A_program_started_through_dotnet_is_started_through_dotnet_again()
    {
        var command = SelfCommand.Of("/usr/share/dotnet/dotnet", "/opt/fathom/fathom.dll");
        Assert.Equal("/usr/share/dotnet/dotnet", command.FileName);
        Assert.Equal(["/opt/fathom/fathom.dll"], command.LeadingArguments);
    }

    [Fact]
    public void A_program_that_is_its_own_executable_needs_no_arguments() =>
        Assert.Empty(SelfCommand.Of("/opt/fathom/fathom", "/opt/fathom/fathom.dll").LeadingArguments);
}
