using System.Net;
using System.Text;
using Fathom.Portal.Access;
using Fathom.Portal.Tests.World;
using Fathom.Production.Protocol;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Tests.Access;

[Collection("portal")]
public sealed class EndpointPolicyTests(PortalFixture fixture)
{
    private readonly PortalWorld _world = fixture.World;

    [Fact]
    public void Every_endpoint_names_its_policy()
    {
        var endpoints = _world.Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count > 25, $"only {endpoints.Count} endpoints were found");
        Assert.Empty(endpoints.Where(e => e.Metadata.GetMetadata<RequiredPolicy>() is null).Select(e => e.RoutePattern.RawText));
        var writing = endpoints.Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Any(m => m is not "GET" and not "HEAD"));
        Assert.Equal(
            ["/login"],
            writing.Where(e => e.Metadata.GetMetadata<RequiredPolicy>()!.Policy == Policy.Reader).Select(e => e.RoutePattern.RawText));
    }

    [Theory]
    [InlineData("/api/commands")]
    [InlineData("/api/runs")]
    [InlineData("/api/good-run-lists")]
    [InlineData(Routes.Register)]
    [InlineData("/api/pilots/1/lease")]
    [InlineData("/api/attempts/uploaded")]
    public async Task Writing_without_a_token_is_refused_with_401(string route)
    {
        using var answer = await _world.Reader.SendAsync(Post(route));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/jobs/1/kill")]
    [InlineData("/campaigns/Demo26A/stop")]
    [InlineData("/log/1/undo")]
    [InlineData("/sites/local/ban")]
    [InlineData("/nodes/wn1/ban")]
    [InlineData("/causes/OutOfMemory/apply")]
    public async Task A_form_without_a_session_is_refused(string route)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = new FormUrlEncodedContent([new("requestId", "x")]) };
        using var answer = await _world.Reader.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/live")]
    [InlineData("/nothing")]
    public async Task A_foreign_Host_header_gets_nothing(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = "evil.example:8080" } };
        using var answer = await _world.Reader.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_pilot_may_not_speak_for_another_nor_act_as_operator()
    {
        var (one, two) = (await _world.PilotAsync(), await _world.PilotAsync());
        using var lease = await one.PostAsync(Routes.Lease(two.Id), new NoContent(), ProtocolJson.Default.NoContent);
        Assert.Equal(HttpStatusCode.Forbidden, lease.StatusCode);
        using var kill = await one.PostAsync("/api/commands", new NoContent(), ProtocolJson.Default.NoContent);
        Assert.Equal(HttpStatusCode.Forbidden, kill.StatusCode);
    }

    [Theory]
    [InlineData("/api/campaigns/Demo26A/start")]
    [InlineData("/api/campaigns/Demo26A/stop")]
    [InlineData("/api/jobs/1/kill")]
    public async Task No_route_is_left_that_goes_past_preflight_and_log(string route)
    {
        using var answer = await _world.Operator.SendAsync(Post(route));
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{route} answered {answer.StatusCode}.");
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    public async Task What_a_web_server_passes_on_from_elsewhere_gets_nothing(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/jobs");
        request.Headers.TryAddWithoutValidation(header, "203.0.113.9");
        using var answer = await _world.Operator.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers_and_names_no_server()
    {
        foreach (var address in new[] { "/", "/assets/portal.js", "/nothing", "/api/nothing" })
        {
            using var answer = await _world.Reader.GetAsync(address);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Empty(answer.Headers.Server);
        }
    }

    [Fact]
    public async Task A_signed_in_operator_acts_by_form_only_with_the_forms_token_and_from_an_own_page()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = _world.Server.Address };
        using var refused = await browser.PostAsync("/login", new FormUrlEncodedContent([new("token", "wrong")]));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var login = await browser.PostAsync("/login", new FormUrlEncodedContent([new("token", _world.Secrets.Operator.Reveal()), new("to", "/jobs")]));
        Assert.Equal("/jobs", login.Headers.Location!.ToString());
        var cookie = login.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);

        var page = await browser.GetStringAsync($"/jobs/{fixture.HeldJob}");
        var token = page.Split("name=\"csrf\" value=\"")[1].Split('"')[0];
        Assert.Equal(HttpStatusCode.Forbidden, await ActAsync(browser, "wrong", _world.Server.Address));
        Assert.Equal(HttpStatusCode.Forbidden, await ActAsync(browser, token, new Uri("http://evil.example")));
        Assert.Equal(HttpStatusCode.Redirect, await ActAsync(browser, token, _world.Server.Address));
    }

    // Rescheduling a job that is done is refused by the ledger, so that the other tests find the fixture as it was.
    private async Task<HttpStatusCode> ActAsync(HttpClient browser, string token, Uri origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/jobs/{fixture.DoneJob}/reschedule")
        {
            Content = new FormUrlEncodedContent([new("csrf", token), new("requestId", Guid.NewGuid().ToString())]),
        };
        request.Headers.Add("Origin", origin.GetLeftPart(UriPartial.Authority));
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Post(string route) => new(HttpMethod.Post, route)
    {
        Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        Headers = { { Routes.RequestIdHeader, Guid.NewGuid().ToString() } },
    };
}
