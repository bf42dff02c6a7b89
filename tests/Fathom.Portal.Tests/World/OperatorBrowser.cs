using System.Net;

namespace Fathom.Portal.Tests.World;

/// <summary>An operator who has signed in at the portal and presses its buttons.</summary>
internal sealed class OperatorBrowser : IDisposable
{
    private readonly PortalWorld _world;
    private readonly HttpClient _browser;
    private string _csrf = "";

    private OperatorBrowser(PortalWorld world)
    {
        _world = world;
        _browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = world.Server.Address };
    }

    /// <summary>Signs in.</summary>
    public static async Task<OperatorBrowser> SignInAsync(PortalWorld world)
    {
        var browser = new OperatorBrowser(world);
        using var login = await browser._browser.PostAsync("/login", new FormUrlEncodedContent([new("token", world.Secrets.Operator.Reveal()), new("to", "/sites")]));
        browser._csrf = (await browser.PageAsync("/sites")).Split("name=\"csrf\" value=\"")[1].Split('"')[0];
        return browser;
    }

    /// <summary>A page as the operator sees it.</summary>
    public Task<string> PageAsync(string address) => _browser.GetStringAsync(address);

    /// <summary>Sends a form; returns where it ends.</summary>
    public async Task<string> ActAsync(string address, string reason, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(
                [new("csrf", _csrf), new("requestId", Guid.NewGuid().ToString()), new("reason", reason), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
        };
        request.Headers.Add("Origin", _world.Server.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await _browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    public void Dispose() => _browser.Dispose();
}
