using System.Reflection;
using Heketi.Server.Http;
using Microsoft.OpenApi;

namespace Heketi.Server.OpenApi;

/// <summary><c>/docs</c>: the document, and the page that shows it. Needs no token: it holds nothing of this server's content.</summary>
public sealed class DocumentEndpoint
{
    private const string DocumentPath = "/docs/openapi.json";
    private readonly Lazy<Task<string>> document;

    /// <summary>The document is built when it is asked for the first time.</summary>
    public DocumentEndpoint(RouteTable routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        document = new(() => new DocumentBuilder().Build(routes.Routes, Version).SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_0));
    }

    private static string Version =>
        typeof(DocumentEndpoint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Puts the page and the document before the API.</summary>
    public static void Use(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal) && HttpMethods.IsGet(context.Request.Method),
            docs =>
            {
                docs.Use(async (context, next) =>
                {
                    if (context.Request.Path == DocumentPath)
                    {
                        var text = await context.RequestServices.GetRequiredService<DocumentEndpoint>().document.Value;
                        await Answers.TextAsync(context, StatusCodes.Status200OK, "application/json; charset=utf-8", text);
                        return;
                    }

                    await next(context);
                });
                docs.UseSwaggerUI(options =>
                {
                    options.RoutePrefix = "docs";
                    options.SwaggerEndpoint(DocumentPath, "Heketi");
                    options.DocumentTitle = "Heketi";
                    options.SupportedSubmitMethods(); // a token is good for one path: the page cannot sign
                });
            });
    }
}
