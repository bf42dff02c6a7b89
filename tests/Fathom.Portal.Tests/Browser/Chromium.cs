using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Browser;

/// <summary>Debian's Chromium, driven by Playwright.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Starts the browser, or says why it is skipped (a failure where CI=true).</summary>
    public static async Task<Chromium?> StartAsync(ITestOutputHelper output)
    {
        if (!File.Exists(Executable))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "Chromium is missing, and CI=true: apt-get install chromium");
            output.WriteLine("Skipped: Chromium is missing. Install it with: apt-get install chromium");
            return null;
        }

        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
            ],
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>Opens a page that collects errors of its console and its scripts.</summary>
    public async Task<(IPage Page, List<string> Errors)> OpenAsync(Uri server, string address, ColorScheme scheme = ColorScheme.Light, int width = 1360)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.ToString(),
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(address);
        return (page, errors);
    }

    /// <summary>Waits until the page is at an address of this pattern.</summary>
    /// <remarks>Asks again and again: Playwright's own <c>WaitForURLAsync</c> never returns where the page got there just before it was called.</remarks>
    public static Task AtAsync(IPage page, string pattern) => Assertions.Expect(page).ToHaveURLAsync(new Regex(pattern), new() { Timeout = 30_000 });

    /// <summary>Saves a screenshot to the test's output folder.</summary>
    public static Task ShotAsync(IPage page, string name, bool whole = true) => page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(AppContext.BaseDirectory, "screenshots", name + ".png"),
        FullPage = whole,
    });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
