using Fathom.Identity.Access;
using Fathom.Portal.Access;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Tests.Access;

public sealed class GateTests
{
    private static readonly Principal Operator = new(Role.Operator, "operator");
    private static readonly Principal Bootstrap = new(Role.PilotBootstrap, "bootstrap");
    private static readonly Principal Pilot7 = new(Role.Pilot, "pilot:7", 7);
    private static readonly RequestFacts Nobody = new() { IsLocal = true };
    private static readonly RequestFacts Call = Nobody with { Changes = true, IsApiCall = true };

    public static TheoryData<int, Policy?, RequestFacts> Decisions => new()
    {
        { 200, Policy.Reader, Nobody },
        { 403, Policy.Reader, Nobody with { IsLocal = false } },
        { 403, Policy.Operator, Call with { Principal = Operator, IsLocal = false } },
        { 403, null, Call with { Principal = Operator } },
        { 401, Policy.Operator, Call },
        { 403, Policy.Operator, Call with { Principal = Pilot7 } },
        { 403, Policy.Operator, Call with { Principal = Bootstrap } },
        { 200, Policy.Operator, Call with { Principal = Operator } },
        { 400, Policy.Operator, Call with { Principal = Operator, IsApiCall = false } },
        { 403, Policy.Operator, Call with { Principal = Operator, Session = true, Origin = RequestOrigin.Foreign } },
        { 200, Policy.OperatorForm, Nobody with { Changes = true, Principal = Operator, Session = true, FormToken = true, Origin = RequestOrigin.Own } },
        { 403, Policy.OperatorForm, Nobody with { Changes = true, Principal = Operator, Session = true, FormToken = true } },
        { 403, Policy.OperatorForm, Nobody with { Changes = true, Principal = Operator, Session = true, Origin = RequestOrigin.Own } },
        { 403, Policy.OperatorForm, Nobody with { Changes = true, Principal = Operator, FormToken = true, Origin = RequestOrigin.Own } },
        { 401, Policy.OperatorForm, Nobody with { Changes = true, Origin = RequestOrigin.Own } },
        { 401, Policy.Pilot, Call },
        { 200, Policy.Pilot, Call with { Principal = Pilot7, RoutePilot = 7 } },
        { 200, Policy.Pilot, Call with { Principal = Pilot7 } },
        { 403, Policy.Pilot, Call with { Principal = Pilot7, RoutePilot = 8 } },
        { 403, Policy.Pilot, Call with { Principal = Operator, RoutePilot = 7 } },
        { 403, Policy.Pilot, Call with { Principal = Bootstrap, RoutePilot = 7 } },
        { 200, Policy.Bootstrap, Call with { Principal = Bootstrap } },
        { 200, Policy.Bootstrap, Call with { Principal = Pilot7 } }, // given up, it registers again: its secret is spent
        { 401, Policy.Bootstrap, Call },
    };

    [Theory]
    [MemberData(nameof(Decisions))]
    public void Each_caller_passes_where_its_policy_says_so_and_nowhere_else(int status, Policy? policy, RequestFacts facts)
        => Assert.Equal(status, Gate.Decide(policy, facts).Status);

    [Theory]
    [InlineData("127.0.0.1:8080", true)]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:1", true)]
    [InlineData("[::1]:8080", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("10.0.0.1:8080", false)]
    [InlineData("", false)]
    public void Only_names_of_this_machine_are_its_own(string host, bool own)
        => Assert.Equal(own, LocalRequest.NamesLoopback(new HostString(host)));

    [Theory]
    [InlineData("http://127.0.0.1:8080", "", RequestOrigin.Own)]
    [InlineData("null", "same-origin", RequestOrigin.Own)]
    [InlineData("", "same-origin", RequestOrigin.Own)]
    [InlineData("", "", RequestOrigin.Unsaid)]
    [InlineData("", "none", RequestOrigin.Unsaid)]
    [InlineData("null", "", RequestOrigin.Foreign)]
    [InlineData("null", "cross-site", RequestOrigin.Foreign)]
    [InlineData("", "same-site", RequestOrigin.Foreign)]
    [InlineData("http://127.0.0.1:9090", "same-site", RequestOrigin.Foreign)]
    [InlineData("https://evil.example", "same-origin", RequestOrigin.Foreign)]
    public void The_browser_tells_where_a_request_comes_from(string origin, string site, RequestOrigin expected)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = ("http", new HostString("127.0.0.1:8080"));
        (request.Headers.Origin, request.Headers["Sec-Fetch-Site"]) = (origin, site);
        Assert.Equal(expected, LocalRequest.Origin(request));
    }

    [Theory]
    [InlineData("/jobs/5?done=x", "/jobs/5?done=x")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/login?to=/login", "/")]
    [InlineData("/a\r\nSet-Cookie: x=1", "/")]
    [InlineData(null, "/")]
    public void Signing_in_leads_only_to_own_pages(string? asked, string to) => Assert.Equal(to, LoginRoutes.OwnPath(asked));
}
